"""How likely a moderator would reject a comment: nobody is asked (the default), a webhook, or a model of our own."""
