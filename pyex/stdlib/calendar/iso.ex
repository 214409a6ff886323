defmodule Calendar.ISO do
  @moduledoc """
  The calendar of ISO 8601: the Gregorian one, also for the time before there was one. Years go from -9999 to 9999.

      iex> Calendar.ISO.days_in_month(2024, 2)
      29
      iex> Calendar.ISO.leap_year?(1900)
      false
  """

  @typedoc "The years before the year 1 are era 0."
  @type bce :: 0
  @type ce :: 1
  @type era :: bce | ce
  @type year :: -9999..9999
  @type year_of_era :: {1..10000, era}
  @type month :: 1..12
  @type day :: 1..31
  @type day_of_week :: 1..7
  @type day_of_year :: 1..366
  @type quarter_of_year :: 1..4
  @type weekday :: :monday | :tuesday | :wednesday | :thursday | :friday | :saturday | :sunday
  @type hour :: 0..23
  @type minute :: 0..59
  @type second :: 0..59
  @type microsecond :: {0..999_999, 0..6}
  @type utc_offset :: integer
  @typedoc "With dashes and colons (`:extended`), or without (`:basic`)."
  @type format :: :basic | :extended

  @unix_days 719_528
  @day_microseconds 86_400_000_000

  @doc "Whether there is such a date."
  def valid_date?(year, month, day), do: :pyex_calendar.valid_date?(year, month, day)

  @doc "Whether there is such a time."
  def valid_time?(hour, minute, second, {microseconds, precision}) do
    hour in 0..23 and minute in 0..59 and second in 0..59 and microseconds in 0..999_999 and precision in 0..6
  end

  @doc "Whether a year has 366 days."
  def leap_year?(year) when is_integer(year), do: :pyex_calendar.leap_year?(year)

  @doc "The number of days of a month."
  def days_in_month(year, month) when is_integer(year) and month in 1..12, do: :pyex_calendar.days_in_month(year, month)

  @doc "The number of months of a year."
  def months_in_year(_year), do: 12

  @doc """
  `{day, first, last}` of the day of the week, counted from Monday or from the day that is named.

      iex> Calendar.ISO.day_of_week(2024, 3, 3, :default)
      {7, 1, 7}
  """
  def day_of_week(year, month, day, starting_on) do
    {Integer.mod(:pyex_calendar.days(year, month, day) + 5 - offset(starting_on), 7) + 1, 1, 7}
  end

  @names [:monday, :tuesday, :wednesday, :thursday, :friday, :saturday, :sunday]

  defp offset(:default), do: 0
  defp offset(name) when name in @names, do: Enum.find_index(@names, &(&1 == name))

  @doc "The number of a day within its year."
  def day_of_year(year, month, day), do: :pyex_calendar.days(year, month, day) - :pyex_calendar.days(year, 1, 1) + 1

  @doc "The quarter of a date."
  def quarter_of_year(_year, month, _day), do: div(month - 1, 3) + 1

  @doc "`{year, era}`: era 1 begins with the year 1, era 0 counts backwards from the year 0."
  def year_of_era(year, _month \\ 1, _day \\ 1), do: if(year > 0, do: {year, 1}, else: {1 - year, 0})

  @doc "`{day, era}`: the days of an era up to a date."
  def day_of_era(year, month, day) do
    days = :pyex_calendar.days(year, month, day)
    if year > 0, do: {days - 365, 1}, else: {366 - days, 0}
  end

  @doc "The text of a date."
  def date_to_string(year, month, day, format \\ :extended), do: :pyex_calendar.date_text(year, month, day, format)

  @doc "The text of a time."
  def time_to_string(hour, minute, second, microsecond, format \\ :extended) do
    :pyex_calendar.time_text(hour, minute, second, microsecond, format)
  end

  @doc "The text of a date with a time."
  def naive_datetime_to_string(year, month, day, hour, minute, second, microsecond, format \\ :extended) do
    date_to_string(year, month, day, format) <> " " <> time_to_string(hour, minute, second, microsecond, format)
  end

  @doc "The text of an offset from UTC."
  def offset_to_string(0, 0, "Etc/UTC", _format), do: "Z"

  def offset_to_string(utc, std, _zone, format) do
    total = utc + std
    sign = if total < 0, do: "-", else: "+"
    pad = &String.pad_leading(Integer.to_string(&1), 2, "0")
    sign <> pad.(div(abs(total), 3600)) <> if(format == :basic, do: "", else: ":") <> pad.(rem(div(abs(total), 60), 60))
  end

  @doc "The date of a text, in a tuple."
  def parse_date(string) when is_binary(string), do: :pyex_calendar.parse_date(string)

  @doc "The time of a text, in a tuple."
  def parse_time(string) when is_binary(string), do: :pyex_calendar.parse_time(string)

  @doc """
  The moment of UTC of a text and the offset that stood in it in seconds, in a tuple.

      iex> Calendar.ISO.parse_utc_datetime("2024-03-01 10:00:00+02:00")
      {:ok, {2024, 3, 1, 8, 0, 0, {0, 0}}, 7200}
  """
  def parse_utc_datetime(string, format \\ :extended) when is_binary(string) do
    with {:ok, moment, offset} <- DateTime.from_iso8601(string, format) do
      {:ok, {moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.microsecond}, offset}
    end
  end

  @doc """
  The moment of a text, in a tuple. An offset in it counts for nothing.

      iex> Calendar.ISO.parse_naive_datetime("2024-03-01 10:00:00")
      {:ok, {2024, 3, 1, 10, 0, 0, {0, 0}}}
  """
  def parse_naive_datetime(string, format \\ :extended) when is_binary(string) do
    with {:ok, parts, _offset} <- :pyex_calendar.parse_datetime(string, format), do: {:ok, parts}
  end

  @doc """
  A day count and a fraction of a day as a count of units of time.

      iex> Calendar.ISO.iso_days_to_unit({1, {1, 86400}}, :second)
      86401
  """
  def iso_days_to_unit({days, {parts, per_day}}, unit) do
    in_unit(days * @day_microseconds + div(parts * @day_microseconds, per_day), unit)
  end

  @doc "The day count and the fraction of a day of a moment."
  def naive_datetime_to_iso_days(year, month, day, hour, minute, second, {microsecond, _}) do
    moment = :pyex_calendar.moment(year, month, day, hour, minute, second, microsecond)
    {Integer.floor_div(moment, @day_microseconds), {Integer.mod(moment, @day_microseconds), @day_microseconds}}
  end

  @doc "The moment of a day count and a fraction of a day."
  def naive_datetime_from_iso_days({days, {parts, per_day}}) do
    {year, month, day, hour, minute, second, microsecond} =
      :pyex_calendar.parts(days * @day_microseconds + div(parts * @day_microseconds, per_day))

    {year, month, day, hour, minute, second, {microsecond, 6}}
  end

  @doc false
  def unix_moment, do: @unix_days * @day_microseconds

  # The units of time, in microseconds, and the digits that a fraction of a second needs for them.
  @doc false
  def unit(:day), do: {@day_microseconds, 0}
  def unit(:hour), do: {3_600_000_000, 0}
  def unit(:minute), do: {60_000_000, 0}
  def unit(:second), do: {1_000_000, 0}
  def unit(:millisecond), do: {1000, 3}
  def unit(:microsecond), do: {1, 6}
  def unit(parts) when is_integer(parts) and parts > 0, do: {1_000_000 / parts, digits(parts)}
  def unit(:nanosecond), do: {0.001, 6}

  def unit(other) do
    raise ArgumentError,
          "unsupported time unit. Expected :day, :hour, :minute, :second, :millisecond, :microsecond, :nanosecond, " <>
            "or a positive integer, got #{inspect(other)}"
  end

  defp digits(parts), do: min(6, Kernel.length(Integer.digits(parts)) - 1)

  @doc false
  def microseconds(amount, unit) do
    case unit(unit) do
      {factor, digits} when is_integer(factor) -> {amount * factor, digits}
      {factor, digits} -> {floor(amount * factor), digits}
    end
  end

  @doc false
  def in_unit(microseconds, unit) do
    case unit(unit) do
      {factor, _} when is_integer(factor) -> div(microseconds, factor)
      {factor, _} -> trunc(microseconds / factor)
    end
  end
end
