"""Evaluates expressions in one node, and says what came of them.

Expressions of one call are evaluated one after the other in one process, with the variables of those before.
"""
from pyex.boot import boot
from pyex.terms.atom import atom
from pyex.terms.lists import from_python, to_python
from pyex.terms.show import inspect

_EVALUATOR = '''
fn sources, options ->
  evaluate = fn source, binding ->
    try do
      {value, binding} = Code.eval_string(source, binding)
      {{:ok, value, inspect(value, options)}, binding}
    rescue
      error -> {{:raised, inspect(error.__struct__), Exception.message(error)}, binding}
    catch
      kind, reason -> {{:caught, kind, reason}, binding}
    end
  end

  {outcomes, _} = :lists.mapfoldl(evaluate, [], sources)
  :persistent_term.put(:outcomes, outcomes)
end
'''
_CODE, _TERMS = atom('Elixir.Code'), atom('persistent_term')
OK, RAISED = atom('ok'), atom('raised')
PLAIN = from_python([(atom('charlists'), atom('as_lists')), (atom('limit'), atom('infinity'))])


class _Silence:
    """An output that nobody reads."""

    def write(self, _device, _text):
        pass


class Evaluation:
    """A node to evaluate in."""

    def __init__(self):
        self.node = boot(output=_Silence())
        self.evaluator = self.node.nested(self.node.exports[_CODE, atom('eval_string'), 1], _EVALUATOR)[0]

    def outcomes(self, sources, options=None):
        """For each source {:ok, value, printed}, {:raised, struct, message} or {:caught, kind, reason}."""
        process = self.node.spawn(self.evaluator, (from_python(sources), options))
        self.node.run(until=lambda: not process.alive)
        return to_python(self.node.nested(self.node.exports[_TERMS, atom('get'), 1], atom('outcomes')))

    def answer(self, source):
        """One line that says what an expression gives, as record.exs writes it."""
        outcome = self.outcomes([source], PLAIN)[0]
        if outcome[0] is OK:
            return outcome[2]
        if outcome[0] is RAISED:
            return f'** ({outcome[1]}) {inspect(outcome[2])}'
        return f'** {inspect(outcome[1])} {inspect(outcome[2])}'
