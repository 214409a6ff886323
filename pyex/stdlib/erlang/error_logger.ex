defmodule :error_logger do
  @moduledoc """
  The older way to log (as Erlang's `:error_logger`); see `:logger`.
  """

  @doc "Logs a text as an error."
  def error_msg(format), do: error_msg(format, [])

  @doc "Logs a format with arguments as an error."
  def error_msg(format, args), do: :logger.log(:error, format, args)

  @doc "Logs a format with arguments as an error."
  def format(format, args), do: error_msg(format, args)

  @doc "Logs a text as a warning."
  def warning_msg(format), do: warning_msg(format, [])

  @doc "Logs a format with arguments as a warning."
  def warning_msg(format, args), do: :logger.log(:warning, format, args)

  @doc "Logs a text as a notice."
  def info_msg(format), do: info_msg(format, [])

  @doc "Logs a format with arguments as a notice."
  def info_msg(format, args), do: :logger.log(:notice, format, args)

  @doc "Logs a report as an error."
  def error_report(report), do: :logger.log(:error, report)

  @doc "Logs a report as a warning."
  def warning_report(report), do: :logger.log(:warning, report)

  @doc "Logs a report as a notice."
  def info_report(report), do: :logger.log(:notice, report)
end
