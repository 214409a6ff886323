# Timers by the hundred thousand, cancelled and read at random; a model knows when each of them is due.
#
#     elixir timers.exs SEED MILLISECONDS RATE SLACK        RATE: timers started in a millisecond; SLACK: how late one may be
defmodule Timers do
  @longest 1000

  def run(seed, milliseconds, rate, slack) do
    :rand.seed(:exsss, {seed, seed, seed})
    start = now()
    state = %{due: %{}, refs: %{}, next: 0, rung: 0, cancelled: 0, read: 0, slack: slack, rate: rate, wrong: 0}
    state = play(state, start, start + milliseconds)
    state = play(%{state | rate: 0}, now(), now() + @longest + slack + 10)
    assert(state.due == %{}, "all have rung: #{map_size(state.due)} have not")
    assert(:none == receive(do: (other -> other), after: (0 -> :none)), "nothing else came")
    IO.puts("#{state.next} timers: #{state.rung} rang when they were due, #{state.cancelled} were cancelled, #{state.read} read")
  end

  defp now, do: System.monotonic_time(:millisecond)

  defp play(state, time, stop) when time >= stop, do: state

  defp play(state, _time, stop) do
    state = Enum.reduce(1..state.rate//1, state, fn _, state -> start(state) end)
    state = Enum.reduce(1..div(state.rate, 2)//1, state, fn _, state -> disturb(state, :rand.uniform(8)) end)
    Process.sleep(1)
    play(ring(state, now()), now(), stop)
  end

  # One timer more, by one of the three ways to ask for it.
  defp start(state) do
    {number, delay, now} = {state.next, :rand.uniform(@longest) - 1, now()}

    ref =
      case rem(number, 3) do
        0 -> Process.send_after(self(), {:ring, number}, delay)
        1 -> :erlang.start_timer(delay, self(), {:ring, number})
        2 -> Process.send_after(self(), {:ring, number}, now + delay, abs: true)
      end

    %{state | next: number + 1, due: Map.put(state.due, number, now + delay), refs: Map.put(state.refs, number, ref)}
  end

  # Reads or cancels one that was started lately; it may have ended before.
  defp disturb(state, kind) do
    number = state.next - :rand.uniform(min(state.next, 2000))
    {ref, due} = {state.refs[number], state.due[number]}
    if ref == nil, do: state, else: disturb(state, kind, number, ref, due)
  end

  defp disturb(state, kind, number, ref, due) when kind < 5 do
    state = told(state, Process.read_timer(ref), due, number)
    %{state | read: state.read + 1}
  end

  defp disturb(state, _kind, number, ref, due) do
    case Process.cancel_timer(ref) do
      false -> told(state, false, due, number)
      left -> state |> told(left, due, number) |> forget(number) |> Map.update!(:cancelled, &(&1 + 1))
    end
  end

  # What a timer says of itself must be what the model knows; false: it has rung, and the message is on its way or here.
  defp told(state, false, due, number) do
    assert(due <= now(), "timer #{number} has rung too early")
    state
  end

  defp told(state, left, due, number) do
    now = now()
    assert(left in (due - now - 1)..(due - now + 1 + state.slack), "timer #{number} is due in #{due - now} ms, not in #{left}")
    state
  end

  defp forget(state, number), do: %{state | due: Map.delete(state.due, number), refs: Map.delete(state.refs, number)}

  # Takes what has rung.
  defp ring(state, now) do
    receive do
      {:ring, number} -> rung(state, number, now)
      {:timeout, ref, {:ring, number}} when is_reference(ref) -> rung(state, number, now)
    after
      0 -> state
    end
  end

  defp rung(state, number, now) do
    due = state.due[number]
    assert(due != nil, "timer #{number} rang after it was cancelled, or twice")
    assert(due <= now and now <= due + 1 + state.slack, "timer #{number} was due at #{due}, rang before #{now}")
    ring(%{forget(state, number) | rung: state.rung + 1}, now)
  end

  defp assert(true, _what), do: :ok
  defp assert(false, what), do: raise("broken: " <> what)
end

[seed, milliseconds, rate, slack] = Enum.map(System.argv(), &String.to_integer/1)
Timers.run(seed, milliseconds, rate, slack)
