# How late a 10 ms timer of a high-priority process is beside an endless low-priority loop, in microseconds.
defmodule Latency do
  def spin(n), do: spin(n + 1)

  def measure(0, found), do: found

  def measure(n, found) do
    due = System.monotonic_time(:microsecond) + 10_000

    receive do
    after
      10 -> :ok
    end

    measure(n - 1, [System.monotonic_time(:microsecond) - due | found])
  end
end

spawn(fn ->
  Process.flag(:priority, :low)
  Latency.spin(0)
end)

Process.flag(:priority, :high)
found = Enum.sort(Latency.measure(200, []))
IO.puts("latency_median #{Enum.at(found, 100)} us")
IO.puts("latency_p99 #{Enum.at(found, 197)} us")
System.halt(0)
