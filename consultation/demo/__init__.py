"""The comforts of the demo: example accounts, one-click sign-in, mailbox and a clock to set."""
