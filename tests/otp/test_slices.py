"""Who runs when, as trace messages: a slice is 2,000 reductions."""
from tests.script import printed


def test_slices():
    assert printed('eval', '''
defmodule Spin, do: (def forever(n), do: forever(n + 1))
busy = spawn(fn -> receive do: (:go -> Spin.forever(0)) end)
me = self()

tracer = spawn(fn ->
  Process.flag(:priority, :max)
  used = fn -> elem(Process.info(busy, :reductions), 1) end
  for _ <- 1..3, do: send(me, {:used, receive(do: ({:trace, ^busy, :out, {Spin, :forever, 1}} -> used.()))})
end)

:erlang.trace(busy, true, [:running, {:tracer, tracer}])
send(busy, :go)
[a, b, c] = for _ <- 1..3, do: receive(do: ({:used, count} -> count))
Process.exit(busy, :kill)
IO.inspect({b - a, c - b})
''') == '{2000, 2000}\n'
