"""Evaluates expressions in one node, each in a process of its own, and says what came of it: a text, as record.exs writes it."""
from pyex.boot import boot
from pyex.terms.atom import atom
from pyex.terms.lists import from_python
from pyex.terms.show import inspect

_EVALUATOR = '''
fn text, binding, options ->
  outcome =
    try do
      {value, binding} = Code.eval_string(text, binding)
      {:ok, value, binding, inspect(value, options)}
    rescue
      error -> {:raised, inspect(error.__struct__), Exception.message(error)}
    catch
      kind, reason -> {:caught, kind, reason}
    end

  :persistent_term.put(:outcome, outcome)
end
'''
_CODE, _TERMS = atom('Elixir.Code'), atom('persistent_term')
OK, RAISED = atom('ok'), atom('raised')
PLAIN = from_python([(atom('charlists'), atom('as_lists')), (atom('limit'), atom('infinity'))])


class Evaluation:
    """A node to evaluate in."""

    def __init__(self):
        self.node = boot()
        self.evaluator = self.node.nested(self.node.exports[_CODE, atom('eval_string'), 1], _EVALUATOR)[0]

    def outcome(self, text, binding=None, options=None):
        """{:ok, value, binding, the value printed}, {:raised, struct, message} or {:caught, kind, reason}."""
        process = self.node.spawn(self.evaluator, (text, binding, options))
        self.node.run(until=lambda: not process.alive)
        return self.node.nested(self.node.exports[_TERMS, atom('get'), 1], atom('outcome'))

    def answer(self, text):
        """One line that says it all."""
        return answer_of(self.outcome(text, None, PLAIN))


def answer_of(outcome):
    if outcome[0] is OK:
        return outcome[3]
    if outcome[0] is RAISED:
        return f'** ({outcome[1]}) {inspect(outcome[2])}'
    return f'** {inspect(outcome[1])} {inspect(outcome[2])}'
