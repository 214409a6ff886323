# Handlers, filters and formatters of the log. Its own texts are not printed, the events are.
defmodule Seen do
  def log(event, config), do: send(:main, {:log, event.level, event.msg, Map.drop(event.meta, [:gl, :time, :pid]), config.config})
  def adding_handler(config), do: (send(:main, {:adding, config.id, config.level}); {:ok, config})
  def removing_handler(config), do: send(:main, {:removing, config.id})
  def changing_config(how, _old, new), do: (send(:main, {:changing, how, new.level}); {:ok, new})
end

defmodule Noisy do
  require Logger
  def talk, do: Logger.info("from a function", a: 1)
end

require Logger
Process.register(self(), :main)
told = fn -> receive do x -> IO.inspect(x) after 0 -> IO.puts("nothing") end end
:logger.add_primary_filter(:quiet, {fn event, _ -> if event.meta[:shown], do: :stop, else: :ignore end, []})
for id <- :logger.get_handler_ids(), do: :logger.set_handler_config(id, :level, :none)

IO.inspect(:logger.add_handler(:h, Seen, %{config: %{a: 1}, level: :info}))
told.()
IO.inspect(:logger.add_handler(:h, Seen, %{}))
IO.inspect(:logger.add_handler(:h2, Nope, %{}))
Logger.info("hello", a: 1)
told.()
Logger.debug("not for h")
told.()
Logger.error(%{rep: 1})
told.()
Logger.warning(fn -> {"lazy", b: 2} end)
told.()
:logger.error([a: 1, b: 2], %{m: 1})
told.()
Logger.metadata(me: 2)
Logger.notice("with what the process knows")
told.()
Logger.error("stopped", shown: false)
told.()
Logger.error("stopped", shown: true)
told.()
IO.inspect(:logger.set_handler_config(:h, :level, :error))
told.()
Logger.info("no")
told.()
IO.inspect(:logger.add_handler_filter(:h, :f, {fn _, x -> send(:main, {:filter, x}); :stop end, 7}))
IO.inspect(:logger.add_handler_filter(:h, :f, {fn _, _ -> :stop end, 7}))
Logger.error("filtered")
told.()
told.()
IO.inspect(:logger.remove_handler_filter(:h, :f))
IO.inspect(:logger.remove_handler_filter(:h, :f))
IO.inspect(:logger.add_primary_filter(:p, {fn event, _ -> Map.put(event, :meta, Map.put(event.meta, :added, true)) end, []}))
Logger.error("changed")
told.()
IO.inspect(:logger.remove_primary_filter(:p))
IO.inspect(:logger.remove_primary_filter(:p))
IO.inspect(:logger.remove_handler(:h))
told.()
IO.inspect(:logger.remove_handler(:h))
IO.inspect(Logger.Formatter.compile("$time [$level] $message\n"))
IO.inspect(try do Logger.Formatter.compile("$bad") rescue e -> e end)
time = {{2020, 1, 2}, {3, 4, 5, 6}}
put = fn parts, metadata -> parts |> Logger.Formatter.format(:info, "hi", time, metadata) |> IO.iodata_to_binary() |> IO.inspect() end
put.(Logger.Formatter.compile(nil), [])
put.(Logger.Formatter.compile("$date $time [$level] $node $metadata|$message"), a: 1, mfa: {A, :b, 1}, b: "s", line: 1, c: [1], t: {1}, n: nil)
put.(["$a", :message, :metadata], time: 1, domain: [:a, :b], crash_reason: 1, f: 1.5, m: Enum)
