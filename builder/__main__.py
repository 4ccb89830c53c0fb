"""``python -m builder`` is ``peelgraph``."""

from builder.cli import main

if __name__ == "__main__":
    main()
