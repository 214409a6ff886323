"""Compiles the standard library while a wheel is built, so that the first start is as fast as every other."""
import subprocess
import sys
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileStdlib(BuildHookInterface):
    def initialize(self, version, build_data):
        if self.target_name != 'wheel' or version != 'standard':
            return
        self.folder = tempfile.TemporaryDirectory()
        subprocess.run([sys.executable, '-m', 'pyex.precompile', self.folder.name], cwd=self.root, check=True)
        build_data['force_include'][self.folder.name] = 'pyex/__compiled__'

    def finalize(self, version, build_data, artifact_path):
        if self.target_name == 'wheel' and version == 'standard':
            self.folder.cleanup()
