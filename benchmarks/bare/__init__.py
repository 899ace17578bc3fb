"""A bare Wagtail site: one page type, Wagtail's own serving, nothing else."""
