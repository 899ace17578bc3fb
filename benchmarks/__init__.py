"""`make bench`: ratios against peers, side by side in one run."""
