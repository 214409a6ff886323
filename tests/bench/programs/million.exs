# 1,000,000 processes that wait: seconds until all are asleep, bytes of memory for each.
defmodule Million do
  def run(count) do
    asleep = :counters.new(1, [])
    {micros, _} =
      :timer.tc(fn ->
        spawn_all(count, fn ->
          :counters.add(asleep, 1, 1)

          receive do
          after
            60_000 -> :ok
          end
        end)

        wait(asleep, count)
      end)

    micros
  end

  defp spawn_all(0, _work), do: :ok

  defp spawn_all(count, work) do
    spawn(work)
    spawn_all(count - 1, work)
  end

  defp wait(asleep, count) do
    if :counters.get(asleep, 1) < count do
      Process.sleep(5)
      wait(asleep, count)
    end
  end
end

rss = fn ->
  [_, kilobytes] = Regex.run(~r/VmRSS:\s+(\d+) kB/, File.read!("/proc/self/status"))
  String.to_integer(kilobytes) * 1024
end

count = 1_000_000
before = rss.()
micros = Million.run(count)
IO.puts("million_asleep #{micros / 1_000_000} s")
IO.puts("million_bytes #{div(rss.() - before, count)} bytes")
System.halt(0)
