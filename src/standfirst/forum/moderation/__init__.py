"""What moderators do and leave behind: decisions with their reasons, appeals, notices by law, sanctions, numbers."""
