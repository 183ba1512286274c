"""`python -m wholesight` is the command `wholesight`."""

from wholesight.cli import main

if __name__ == "__main__":
    main()
