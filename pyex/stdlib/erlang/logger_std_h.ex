defmodule :logger_std_h do
  # The default handler of the log: makes an event a text, which the process called `:logger` prints.
  @moduledoc """
  The handler that writes the log to standard output (as Erlang's `:logger_std_h`).
  """

  @doc "Prints an event with the formatter of the handler's configuration."
  def log(event, %{formatter: {formatter, config}}) do
    :pyex_logger.print(formatter.format(event, config), :maps.get(:pyex_crash, event.meta, 0))
  end
end
