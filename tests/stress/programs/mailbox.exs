# A mailbox of very many messages: what is asked of a server is still answered at once, and in the end each message is there, in order.
#
#     elixir mailbox.exs COUNT CALLS
defmodule Mailbox do
  def echo do
    receive do
      {from, ref, message} -> send(from, {ref, message})
    end

    echo()
  end

  def fill(count), do: for(number <- 1..count//1, do: send(self(), {:number, number}))

  # The microseconds of a call whose answer is the only message that its `receive` has to look at.
  def call_time(echo, calls) do
    start = System.monotonic_time(:microsecond)
    for number <- 1..calls, do: ^number = call(echo, number)
    (System.monotonic_time(:microsecond) - start) / calls
  end

  defp call(echo, message) do
    ref = make_ref()
    send(echo, {self(), ref, message})
    receive do: ({^ref, answer} -> answer)
  end

  # Takes every message in turn: they have to be the numbers from `next` to `last`.
  def drain(next, last) when next > last, do: :ok

  def drain(next, last) do
    receive do
      {:number, ^next} -> drain(next + 1, last)
      other -> {:unexpected, other, next}
    end
  end

  def assert(true, _what), do: :ok
  def assert(false, what), do: raise("broken: " <> what)

  def run(count, calls) do
    echo = spawn(&echo/0)
    call_time(echo, calls)
    empty = call_time(echo, calls)
    fill(count)
    {:message_queue_len, length} = Process.info(self(), :message_queue_len)
    assert(length == count, "#{count} messages wait, not #{length}")
    full = call_time(echo, calls)
    send(self(), :last)
    last = receive(do: (:last -> :found))
    assert(last == :found, "what came last can be taken first")
    half = div(count, 2)
    assert(:half == receive(do: ({:number, ^half} -> :half)), "one can be taken from the middle")
    assert(full < 20 * empty + 50, "a call took #{empty} us, and takes #{full} us with the mailbox full")
    assert(:ok == drain(1, half - 1), "the first half is in order")
    assert(:ok == drain(half + 1, count), "the second half is in order")
    assert({:message_queue_len, 0} == Process.info(self(), :message_queue_len), "nothing else is there")
    IO.puts("#{count} messages in a mailbox: all there, and #{calls} calls as fast as before")
    Process.exit(echo, :kill)
    {empty, full}
  end
end

[count, calls] = Enum.map(System.argv(), &String.to_integer/1)
{empty, full} = Mailbox.run(count, calls)
IO.puts(:stderr, "a call: #{Float.round(empty, 1)} us with an empty mailbox, #{Float.round(full, 1)} us with a full one")
