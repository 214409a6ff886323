# A chain of processes, each linked to the one before it; some trap exits. One is killed, and all that are linked to it die, as far as the
# first one on each side that traps.
#
#     elixir linked.exs COUNT          (more than 250,000 on real Elixir: ELIXIR_ERL_OPTIONS="+P 2000000")
defmodule Linked do
  def chain(count) do
    {pids, _} =
      Enum.map_reduce(1..count, nil, fn number, previous ->
        pid = spawn(fn -> join(previous, trap?(number, count)) end)
        {pid, pid}
      end)

    List.to_tuple(pids)
  end

  # Two in the chain trap: at a quarter and at three quarters.
  defp trap?(number, count), do: number in [div(count, 4), div(3 * count, 4)]

  defp join(previous, traps?) do
    Process.flag(:trap_exit, traps?)
    if previous, do: Process.link(previous)
    wait([])
  end

  defp wait(exits) do
    receive do
      {:EXIT, pid, reason} -> wait([{pid, reason} | exits])
      {:exits, from} -> send(from, {:exits, exits}) && wait(exits)
    end
  end

  def exits(pid) do
    send(pid, {:exits, self()})
    receive do: ({:exits, exits} -> exits)
  end

  def alive(pids), do: pids |> Tuple.to_list() |> Enum.count(&Process.alive?/1)

  def dies(pid, reason) do
    ref = Process.monitor(pid)
    Process.exit(pid, reason)
    receive do: ({:DOWN, ^ref, _, _, reason} -> reason)
  end

  def assert(true, _what), do: :ok
  def assert(false, what), do: raise("broken: " <> what)

  def run(count) do
    pids = chain(count)
    at = fn number -> elem(pids, number - 1) end
    {quarter, half, three} = {div(count, 4), div(count, 2), div(3 * count, 4)}
    assert([] == exits(at.(three)), "nobody has died yet")
    assert({:links, [at.(half - 1), at.(half + 1)]} == sorted_links(at.(half)), "each is linked to its neighbours")
    watched = Process.monitor(at.(three - 1))
    assert(:killed == dies(at.(half), :kill), "the killed one is killed")
    receive do: ({:DOWN, ^watched, _, _, :killed} -> :ok)
    Process.sleep(500)
    assert([{at.(quarter + 1), :killed}] == exits(at.(quarter)), "the first on the left that traps hears of its neighbour")
    assert([{at.(three - 1), :killed}] == exits(at.(three)), "so does the one on the right")
    assert(alive(pids) == quarter + count - three + 1, "as many live as are beyond those: #{alive(pids)}")
    assert(:boom == dies(at.(1), :boom), "another reason")
    Process.sleep(500)
    assert([{at.(quarter - 1), :boom}, {at.(quarter + 1), :killed}] == exits(at.(quarter)), "it goes through the chain, too")
    Process.exit(at.(quarter), :kill)
    Process.exit(at.(three), :kill)
    Process.sleep(500)
    assert(alive(pids) == 0, "all are dead")
    IO.puts("#{count} linked processes: all ends as they must be")
  end

  defp sorted_links(pid) do
    {:links, links} = Process.info(pid, :links)
    {:links, Enum.sort(links)}
  end
end

Logger.configure(level: :none)
[count] = Enum.map(System.argv(), &String.to_integer/1)
Linked.run(count)
