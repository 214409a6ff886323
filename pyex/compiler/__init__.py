"""Expanded code in, Python code objects out."""
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
from pyex.compiler.patient import patient

__all__ = ['CompiledExpression', 'CompiledModule', 'Definition', 'compile_expression', 'compile_module', 'compile_rest', 'linked', 'load_functions',
           'packed', 'patient']
