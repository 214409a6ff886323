"""Expanded code in, Python code objects out."""
from pyex.compiler.awaiting import variant_of
from pyex.compiler.definition import CompiledModule, Definition
from pyex.compiler.modules import (
    CompiledExpression,
    compile_expression,
    compile_module,
    compile_rest,
    linked,
    load_functions,
    packed,
)

__all__ = ['CompiledExpression', 'CompiledModule', 'Definition', 'compile_expression', 'compile_module', 'compile_rest', 'linked', 'load_functions',
           'packed', 'variant_of']
