defmodule Calendar do
  @moduledoc """
  What dates and times of all kinds have in common: their text by a template (`strftime/3`), and the database of time zones.

  There is one calendar here, `Calendar.ISO`, and one time zone, `"Etc/UTC"`.
  """

  @type date :: %{optional(any) => any, year: integer, month: integer, day: integer}

  @days ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  @months ~w(January February March April May June July August September October November December)

  @doc """
  A date or time by a template.

  `%Y` year, `%y` its last two digits, `%m` month, `%B` and `%b` its name, `%d` day, `%j` day of the year, `%q` quarter, `%A` and `%a` name of
  the day of the week, `%u` its number, `%H` and `%I` hour (of 24 and of 12), `%p` and `%P` AM or am, `%M` minute, `%S` second, `%f` fraction,
  `%z` offset from UTC, `%Z` name of the zone, `%c` `%x` `%X` date and time as preferred, `%%` a per cent sign. Between `%` and the letter may stand
  `-` (no padding), `_` (spaces) or `0`, and a width.

      iex> Calendar.strftime(~U[2024-02-28 22:15:00Z], "%A, %d %B %Y at %H:%M")
      "Wednesday, 28 February 2024 at 22:15"
      iex> Calendar.strftime(~D[2024-08-06], "%-d.%-m.%y")
      "6.8.24"
  """
  def strftime(date_or_time, string_format, user_options \\ []) when is_map(date_or_time) and is_binary(string_format) do
    :pyex_calendar.strftime(date_or_time, string_format, options(user_options))
  rescue
    error in ErlangError ->
      case error.original do
        {:invalid_strftime, text} -> raise ArgumentError, "invalid strftime format: #{text}"
        _ -> reraise error, __STACKTRACE__
      end
  end

  defp options(given) do
    [
      preferred_date: Keyword.get(given, :preferred_date, "%Y-%m-%d"),
      preferred_time: Keyword.get(given, :preferred_time, "%H:%M:%S"),
      preferred_datetime: Keyword.get(given, :preferred_datetime, "%Y-%m-%d %H:%M:%S"),
      am_pm_names: names(given[:am_pm_names], [:am, :pm], ["am", "pm"]),
      month_names: names(given[:month_names], 1..12, @months),
      abbreviated_month_names: names(given[:abbreviated_month_names], 1..12, short(@months)),
      day_of_week_names: names(given[:day_of_week_names], 1..7, @days),
      abbreviated_day_of_week_names: names(given[:abbreviated_day_of_week_names], 1..7, short(@days))
    ]
  end

  defp names(nil, _keys, default), do: default
  defp names(fun, keys, _default), do: Enum.map(keys, fun)

  defp short(names), do: Enum.map(names, &String.slice(&1, 0, 3))

  @doc "Whether dates of two calendars can be compared: they can, as there is one."
  def compatible_calendars?(calendar, calendar), do: true
  def compatible_calendars?(_calendar1, _calendar2), do: false

  @doc """
  Cuts the fraction of a second to a precision.

      iex> Calendar.truncate({123456, 6}, :millisecond)
      {123000, 3}
  """
  def truncate({microseconds, precision}, :microsecond), do: {microseconds, precision}
  def truncate({microseconds, precision}, :millisecond), do: {div(microseconds, 1000) * 1000, min(precision, 3)}
  def truncate(_fraction, :second), do: {0, 0}

  @doc "The database of time zones."
  def get_time_zone_database, do: Application.get_env(:elixir, :time_zone_database, Calendar.UTCOnlyTimeZoneDatabase)

  @doc "Sets the database of time zones."
  def put_time_zone_database(database), do: Application.put_env(:elixir, :time_zone_database, database)
end
