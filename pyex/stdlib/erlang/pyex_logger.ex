defmodule :pyex_logger do
  # The process that prints what is logged, registered as `:logger`. Events come as messages, from `:logger.log` and from the
  # runtime (`{:crash, pid, label, error, time}`, `{:memory, pid, messages, frames, time}`), and are printed in their order.
  #
  # An event is `{:log, level, message, pid, time}`, the time being the system's in microseconds. How it reads is
  # Logger.Translator's business.
  @moduledoc false

  @doc false
  def start, do: spawn(fn -> serve_as_logger() end)

  defp serve_as_logger do
    :erlang.register(:logger, self())
    serve()
  end

  defp serve do
    receive do
      {:log, level, message, _pid, time} -> print(level, message, time)
      {:crash, pid, _label, error, time} -> if :logger.allow(:error, :undefined), do: print(:error, {:crash, pid, error}, time)
      {:memory, pid, messages, frames, time} -> print(:error, {:memory, pid, messages, frames}, time)
      {:"$gen_call", from, :flush} -> :gen.reply(from, :ok)
      _other -> :ignored
    end

    serve()
  end

  # A report that cannot be shown (by a broken Inspect, say) must not end the logger.
  defp print(level, message, time) do
    case Logger.Translator.text(message, :logger.primary_level()) do
      :skip -> :ok
      text -> :io.put_chars(:user, colored(level, line(level, text, time)))
    end
  catch
    kind, reason -> :io.put_chars(:user, ["\nthe logger failed: ", inspect({kind, reason}), ?\n])
  end

  defp line(level, text, time) do
    ["\n", :pyex_logger.clock(time), " [", Atom.to_string(level), "] ", text, ?\n]
  end

  defp colored(level, line) do
    if :pyex_io.colours() == true, do: [IO.ANSI.format_fragment(color(level), true), line | IO.ANSI.reset()], else: line
  end

  defp color(:debug), do: :cyan
  defp color(level) when level in [:info, :notice], do: :normal
  defp color(:warning), do: :yellow
  defp color(_error), do: :red
end
