"""Text to quoted code and back. `parse` and `to_source` are what other layers use; `tokens` is for whoever colours text."""
from pyex.syntax import calls, containers, literals           # they fill the parser's tables
from pyex.syntax.errors import ElixirSyntaxError, error_tuple
from pyex.syntax.highlight import tokens
from pyex.syntax.messages import TOO_DEEP
from pyex.syntax.parser import Parser
from pyex.syntax.quoted import Meta
from pyex.syntax.to_source import to_source
from pyex.syntax.tokenizer import Tokenizer

__all__ = ['ElixirSyntaxError', 'error_tuple', 'parse', 'tokens', 'to_source', 'calls', 'containers', 'literals']


def parse(text, file='nofile', line=1, column=1, *, columns=False, token_metadata=False, existing_atoms_only=False,
          literal_encoder=None, warnings=None):
    """The quoted form of `text`, as `Code.string_to_quoted` gives it. Raises ElixirSyntaxError.

    warnings: a list to which Diagnostics are added. literal_encoder: function(literal, meta) -> node.
    """
    try:
        tokenizer = Tokenizer(text, line, column, file, warnings, existing_atoms_only)
        found = tokenizer.run()
        return Parser(found, tokenizer.terminators.partners, Meta(columns, token_metadata), file=file, warnings=warnings,
                      existing_atoms_only=existing_atoms_only, encoder=literal_encoder).program()
    except ElixirSyntaxError as error:
        raise error.locate(file, text, line) from None
    except RecursionError:
        raise ElixirSyntaxError(TOO_DEEP, line, column).locate(file, text, line) from None
