"""What pyproject.toml can't say: a wheel carries the data of the project, for use without a checkout."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("ontology", "queries", "rules", "seeds", "shapes")


class BuildWithData(build_py):
    """Copies the data folders to ``builder/_project``, where the package looks for them outside a checkout."""

    def run(self) -> None:
        """Build the modules, then add the data; an editable installation reads the checkout itself."""
        super().run()
        if self.editable_mode:
            return
        inside = Path(self.build_lib, "builder", "_project")
        shutil.rmtree(inside, ignore_errors=True)  # what an earlier build left
        for folder in FOLDERS:
            shutil.copytree(folder, inside / folder)


# not build/, which holds the graph
setup(cmdclass={"build_py": BuildWithData}, options={"build": {"build_base": "dist/.build"}})
