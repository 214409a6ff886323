# Supervisors whose child dies at once, all the time: the others get their share, nothing is left behind; with the usual intensity
# the supervisor gives up.
#
#     elixir dying.exs MILLISECONDS
defmodule Dying do
  @tick 5

  def child(counter) do
    {:ok, spawn_link(fn -> :counters.add(counter, 1, 1); exit(:boom) end)}
  end

  def sup(counter, options) do
    Supervisor.start_link([%{id: :dying, start: {Dying, :child, [counter]}}], [strategy: :one_for_one] ++ options)
  end

  # How often somebody beside it got its turn, and how often that should have been.
  def ticks(until) do
    Stream.repeatedly(fn -> Process.sleep(@tick) end)
    |> Enum.reduce_while(1, fn _, n -> if System.monotonic_time(:millisecond) < until, do: {:cont, n + 1}, else: {:halt, n} end)
  end

  def at_once(milliseconds) do
    before = {length(Process.list()), length(:ets.all())}
    counter = :counters.new(1, [])
    {:ok, sup} = sup(counter, max_restarts: 1_000_000_000, max_seconds: 1_000_000)
    ticks = ticks(System.monotonic_time(:millisecond) + milliseconds)
    %{specs: 1, workers: 1} = Supervisor.count_children(sup)
    Process.unlink(sup)
    Supervisor.stop(sup, :normal)
    died = :counters.get(counter, 1)
    Process.sleep(50)
    assert(died == :counters.get(counter, 1), "nobody begins anew after the end")
    assert(before == {length(Process.list()), length(:ets.all())}, "nothing is left")
    assert(ticks > div(milliseconds, @tick * 4), "a neighbour had #{ticks} turns")
    died
  end

  def usual do
    Process.flag(:trap_exit, true)
    counter = :counters.new(1, [])
    {:ok, sup} = sup(counter, [])
    receive do: ({:EXIT, ^sup, reason} -> assert(reason == :shutdown, "it gives up"))
    assert(:counters.get(counter, 1) == 4, "after three restarts")
    Process.flag(:trap_exit, false)
  end

  defp assert(true, _what), do: :ok
  defp assert(false, what), do: raise("broken: " <> what)
end

Logger.configure(level: :none)
[milliseconds] = Enum.map(System.argv(), &String.to_integer/1)
Dying.usual()
died = Dying.at_once(milliseconds)
IO.puts("a child that dies at once: all is left as it was")
IO.puts(:stderr, "#{died} deaths in #{milliseconds} ms")
