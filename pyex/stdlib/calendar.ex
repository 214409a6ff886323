defmodule Calendar do
  @moduledoc """
  What dates and times of all kinds have in common: their text by a template (`strftime/3`), and the database of time zones.

  There is one calendar here, `Calendar.ISO`, and one time zone, `"Etc/UTC"`.
  """

  @type calendar :: module
  @type year :: integer
  @type month :: pos_integer
  @type week :: pos_integer
  @type day :: pos_integer
  @type day_of_week :: non_neg_integer
  @type era :: non_neg_integer
  @type day_of_era :: {day :: non_neg_integer, era}
  @type hour :: non_neg_integer
  @type minute :: non_neg_integer
  @type second :: non_neg_integer
  @typedoc "Microseconds, and how many of their digits count."
  @type microsecond :: {value :: non_neg_integer, precision :: non_neg_integer}
  @typedoc "The part of a day that has passed: so many of so many."
  @type day_fraction :: {parts_in_day :: non_neg_integer, parts_per_day :: pos_integer}
  @typedoc "Days since the first of January of the year 0, and the part of a day: the form that all calendars can be changed into."
  @type iso_days :: {days :: integer, day_fraction}
  @type time_zone :: String.t()
  @type zone_abbr :: String.t()
  @typedoc "Seconds that the standard time of a zone differs from UTC."
  @type utc_offset :: integer
  @typedoc "Seconds that daylight saving time adds."
  @type std_offset :: integer
  @type time :: %{optional(any) => any, hour: hour, minute: minute, second: second, microsecond: microsecond}
  @type naive_datetime :: %{
          optional(any) => any,
          calendar: calendar,
          year: year,
          month: month,
          day: day,
          hour: hour,
          minute: minute,
          second: second,
          microsecond: microsecond
        }
  @type datetime :: %{
          optional(any) => any,
          calendar: calendar,
          year: year,
          month: month,
          day: day,
          hour: hour,
          minute: minute,
          second: second,
          microsecond: microsecond,
          time_zone: time_zone,
          zone_abbr: zone_abbr,
          utc_offset: utc_offset,
          std_offset: std_offset
        }
  @typedoc "What knows time zones: a module with the behaviour `Calendar.TimeZoneDatabase`."
  @type time_zone_database :: module

  @doc "How many days a month has."
  @callback days_in_month(year, month) :: day

  @doc "How many months a year has."
  @callback months_in_year(year) :: month

  @doc "Whether a year has a day more."
  @callback leap_year?(year) :: boolean

  @doc "The day of the week, with its first and last day; `starting_on` says which one is 1."
  @callback day_of_week(year, month, day, starting_on :: :default | atom) ::
              {day_of_week, first_day_of_week :: non_neg_integer, last_day_of_week :: non_neg_integer}

  @doc "The day of the year, from 1 on."
  @callback day_of_year(year, month, day) :: non_neg_integer

  @doc "The quarter of the year, from 1 on."
  @callback quarter_of_year(year, month, day) :: non_neg_integer

  @doc "The year of the era, and the era."
  @callback year_of_era(year, month, day) :: {year, era}

  @doc "The day of the era, and the era."
  @callback day_of_era(year, month, day) :: day_of_era

  @doc "A date as text."
  @callback date_to_string(year, month, day) :: String.t()

  @doc "A date with its time as text."
  @callback naive_datetime_to_string(year, month, day, hour, minute, second, microsecond) :: String.t()

  @doc "A date with its time and zone as text."
  @callback datetime_to_string(year, month, day, hour, minute, second, microsecond, time_zone, zone_abbr, utc_offset, std_offset) :: String.t()

  @doc "A time as text."
  @callback time_to_string(hour, minute, second, microsecond) :: String.t()

  @doc "The days since the year 0 of a date with its time."
  @callback naive_datetime_to_iso_days(year, month, day, hour, minute, second, microsecond) :: iso_days

  @doc "The date with its time of days since the year 0."
  @callback naive_datetime_from_iso_days(iso_days) :: {year, month, day, hour, minute, second, microsecond}

  @doc "The part of the day that has passed at a time."
  @callback time_to_day_fraction(hour, minute, second, microsecond) :: day_fraction

  @doc "The time at which a part of the day has passed."
  @callback time_from_day_fraction(day_fraction) :: {hour, minute, second, microsecond}

  @doc "When a day begins, as a part of the day since midnight in UTC."
  @callback day_rollover_relative_to_midnight_utc() :: day_fraction

  @doc "Whether there is such a date."
  @callback valid_date?(year, month, day) :: boolean

  @doc "Whether there is such a time."
  @callback valid_time?(hour, minute, second, microsecond) :: boolean

  @doc "The date in a text."
  @callback parse_date(String.t()) :: {:ok, {year, month, day}} | {:error, atom}

  @doc "The time in a text."
  @callback parse_time(String.t()) :: {:ok, {hour, minute, second, microsecond}} | {:error, atom}

  @doc "The date and time in a text."
  @callback parse_naive_datetime(String.t()) :: {:ok, {year, month, day, hour, minute, second, microsecond}} | {:error, atom}

  @doc "The date and time in a text with a zone, in UTC, and how many seconds they were away from it."
  @callback parse_utc_datetime(String.t()) :: {:ok, {year, month, day, hour, minute, second, microsecond}, utc_offset} | {:error, atom}

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
