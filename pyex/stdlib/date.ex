defmodule Date do
  @moduledoc """
  Dates. The sigil `~D` makes one:

      iex> Date.add(~D[2024-02-28], 2)
      ~D[2024-03-01]
      iex> Date.diff(~D[2024-12-25], ~D[2024-02-28])
      301

  Compare dates with `compare/2`, `before?/2` and `after?/2`: the operators `<` and `>` look at the fields in another order.
  """

  @enforce_keys [:year, :month, :day]
  defstruct [:year, :month, :day, calendar: Calendar.ISO]

  @type t :: %__MODULE__{}

  # ---- Making -------------------------------------------------------------------------------------------------------

  @doc """
  The date of a year, month and day, in a tuple.

      iex> Date.new(2024, 2, 29)
      {:ok, ~D[2024-02-29]}
      iex> Date.new(2024, 2, 30)
      {:error, :invalid_date}
  """
  def new(year, month, day, calendar \\ Calendar.ISO) do
    if :pyex_calendar.valid_date?(year, month, day) do
      {:ok, %Date{year: year, month: month, day: day, calendar: calendar}}
    else
      {:error, :invalid_date}
    end
  end

  @doc "As `new/4`, but gives the date itself and raises an error."
  def new!(year, month, day, calendar \\ Calendar.ISO) do
    case new(year, month, day, calendar) do
      {:ok, date} -> date
      {:error, reason} -> raise ArgumentError, "cannot build date, reason: #{inspect(reason)}"
    end
  end

  @doc "Today's date, by UTC."
  def utc_today(_calendar \\ Calendar.ISO), do: DateTime.to_date(DateTime.utc_now())

  @doc """
  The date of a text such as 2024-02-29, in a tuple.

      iex> Date.from_iso8601("2024-02-29")
      {:ok, ~D[2024-02-29]}
      iex> Date.from_iso8601("29.2.2024")
      {:error, :invalid_format}
  """
  def from_iso8601(string, _calendar \\ Calendar.ISO) when is_binary(string) do
    with {:ok, {year, month, day}} <- :pyex_calendar.parse_date(string) do
      {:ok, %Date{year: year, month: month, day: day}}
    end
  end

  @doc "As `from_iso8601/1`, but gives the date itself and raises an error."
  def from_iso8601!(string, calendar \\ Calendar.ISO) do
    case from_iso8601(string, calendar) do
      {:ok, date} -> date
      {:error, reason} -> raise ArgumentError, "cannot parse #{inspect(string)} as date, reason: #{inspect(reason)}"
    end
  end

  @doc "The date of a tuple `{year, month, day}`, in a tuple."
  def from_erl({year, month, day}, calendar \\ Calendar.ISO), do: new(year, month, day, calendar)

  @doc "The date of a tuple `{year, month, day}`."
  def from_erl!(tuple, calendar \\ Calendar.ISO) do
    case from_erl(tuple, calendar) do
      {:ok, date} -> date
      {:error, reason} -> raise ArgumentError, "cannot convert #{inspect(tuple)} to date, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The date of a count of days from the beginning of the year 0.

      iex> Date.from_gregorian_days(739_000)
      ~D[2023-04-25]
  """
  def from_gregorian_days(days, _calendar \\ Calendar.ISO) when is_integer(days), do: of_days(days)

  @doc false
  def of_days(days) do
    {year, month, day} = :pyex_calendar.date(days)
    %Date{year: year, month: month, day: day}
  end

  # ---- Taking apart -------------------------------------------------------------------------------------------------

  @doc """
  The text of a date.

      iex> Date.to_string(~D[2024-03-03])
      "2024-03-03"
  """
  def to_string(%{year: year, month: month, day: day}), do: :pyex_calendar.date_text(year, month, day, :extended)

  @doc """
  The text of a date by ISO 8601, `:extended` or `:basic`.

      iex> Date.to_iso8601(~D[2024-03-03], :basic)
      "20240303"
  """
  def to_iso8601(%{year: year, month: month, day: day}, format \\ :extended) when format in [:extended, :basic] do
    :pyex_calendar.date_text(year, month, day, format)
  end

  @doc """
  The tuple of a date.

      iex> Date.to_erl(~D[2024-03-03])
      {2024, 3, 3}
  """
  def to_erl(%{year: year, month: month, day: day}), do: {year, month, day}

  @doc """
  The days from the beginning of the year 0 to a date.

      iex> Date.to_gregorian_days(~D[2024-03-03])
      739313
  """
  def to_gregorian_days(%{year: year, month: month, day: day}), do: :pyex_calendar.days(year, month, day)

  @doc "The date in another calendar: there is one."
  def convert(%{year: year, month: month, day: day}, calendar), do: new(year, month, day, calendar)

  @doc "The date in another calendar: there is one."
  def convert!(%{year: year, month: month, day: day}, calendar), do: new!(year, month, day, calendar)

  @doc """
  The day of the week: 1 is Monday, or the day that is named.

      iex> Date.day_of_week(~D[2024-03-03])
      7
      iex> Date.day_of_week(~D[2024-03-03], :sunday)
      1
  """
  def day_of_week(%{year: year, month: month, day: day}, starting_on \\ :default) do
    elem(Calendar.ISO.day_of_week(year, month, day, starting_on), 0)
  end

  @doc """
  The number of a day within its year.

      iex> Date.day_of_year(~D[2024-03-03])
      63
  """
  def day_of_year(%{year: year, month: month, day: day}), do: Calendar.ISO.day_of_year(year, month, day)

  @doc """
  The quarter of a date.

      iex> Date.quarter_of_year(~D[2024-12-03])
      4
  """
  def quarter_of_year(%{month: month}), do: div(month - 1, 3) + 1

  @doc "The year and the era (1, or 0 for years before the year 1)."
  def year_of_era(%{year: year}), do: Calendar.ISO.year_of_era(year)

  @doc "The day of the era, and the era."
  def day_of_era(%{year: year, month: month, day: day}), do: Calendar.ISO.day_of_era(year, month, day)

  @doc """
  Whether the year of a date has 366 days.

      iex> Date.leap_year?(~D[2024-03-03])
      true
  """
  def leap_year?(%{year: year}), do: :pyex_calendar.leap_year?(year)

  @doc """
  The number of days of a date's month.

      iex> Date.days_in_month(~D[2024-02-03])
      29
  """
  def days_in_month(%{year: year, month: month}), do: :pyex_calendar.days_in_month(year, month)

  @doc "The number of months of a date's year."
  def months_in_year(%{year: _}), do: 12

  # ---- Calculating --------------------------------------------------------------------------------------------------

  @doc """
  The date so many days later (or earlier).

      iex> Date.add(~D[2024-01-31], -31)
      ~D[2023-12-31]
  """
  def add(date, days)
  def add(%{calendar: Calendar.ISO} = date, days), do: of_days(to_gregorian_days(date) + days)
  def add(%{calendar: calendar} = date, days), do: %{of_days(to_gregorian_days(date) + days) | calendar: calendar}

  @doc """
  The days from the second date to the first.

      iex> Date.diff(~D[2024-01-31], ~D[2023-01-31])
      365
  """
  def diff(%{calendar: _} = date1, %{calendar: _} = date2), do: to_gregorian_days(date1) - to_gregorian_days(date2)

  @doc """
  The date after a duration: years, months, weeks and days.

      iex> Date.shift(~D[2023-10-31], month: 4)
      ~D[2024-02-29]
  """
  def shift(%{calendar: _} = date, duration) do
    %{year: years, month: months, week: weeks, day: days} = duration = Duration.of(duration)

    if duration.hour != 0 or duration.minute != 0 or duration.second != 0 or duration.microsecond != {0, 0} do
      raise ArgumentError, "cannot shift date by time scale unit. Expected :year, :month, :week, :day"
    end

    {year, month, day} = :pyex_calendar.add_months(date.year, date.month, date.day, years * 12 + months)
    of_days(:pyex_calendar.days(year, month, day) + weeks * 7 + days)
  end

  @doc """
  `:lt`, `:eq` or `:gt`: how the first date stands to the second one.

      iex> Date.compare(~D[2024-01-01], ~D[2023-12-31])
      :gt
  """
  def compare(%{calendar: _} = date1, %{calendar: _} = date2) do
    case diff(date1, date2) do
      0 -> :eq
      days when days > 0 -> :gt
      _ -> :lt
    end
  end

  @doc "Whether the first date is earlier."
  def before?(date1, date2), do: compare(date1, date2) == :lt

  @doc "Whether the first date is later."
  def after?(date1, date2), do: compare(date1, date2) == :gt

  @doc """
  The first day of a date's month.

      iex> Date.beginning_of_month(~D[2024-02-28])
      ~D[2024-02-01]
  """
  def beginning_of_month(%{year: year, month: month}), do: %Date{year: year, month: month, day: 1}

  @doc """
  The last day of a date's month.

      iex> Date.end_of_month(~D[2024-02-03])
      ~D[2024-02-29]
  """
  def end_of_month(%{year: year, month: month} = date), do: %Date{year: year, month: month, day: days_in_month(date)}

  @doc """
  The first day of a date's week.

      iex> Date.beginning_of_week(~D[2024-03-03])
      ~D[2024-02-26]
  """
  def beginning_of_week(%{calendar: _} = date, starting_on \\ :default) do
    of_days(to_gregorian_days(date) - day_of_week(date, starting_on) + 1)
  end

  @doc """
  The last day of a date's week.

      iex> Date.end_of_week(~D[2024-02-28])
      ~D[2024-03-03]
  """
  def end_of_week(%{calendar: _} = date, starting_on \\ :default) do
    of_days(to_gregorian_days(date) - day_of_week(date, starting_on) + 7)
  end

  @doc """
  The dates from one to another, which can be enumerated.

      iex> Date.range(~D[2024-02-28], ~D[2024-03-01]) |> Enum.map(& &1.day)
      [28, 29, 1]
  """
  def range(%{calendar: _} = first, %{calendar: _} = last) do
    {from, to} = {to_gregorian_days(first), to_gregorian_days(last)}
    made(from, to, if(from <= to, do: 1, else: -1))
  end

  @doc "The dates from one to another by a step of days."
  def range(%{calendar: _} = first, %{calendar: _} = last, step) when is_integer(step) and step != 0 do
    made(to_gregorian_days(first), to_gregorian_days(last), step)
  end

  def range(%{calendar: _} = first, %{calendar: _} = last, step) do
    raise ArgumentError,
          "both dates must have matching calendar and the step must be a non-zero integer, got: " <>
            "#{inspect(first)}, #{inspect(last)}, #{inspect(step)}"
  end

  defp made(from, to, step) do
    %Date.Range{
      first: of_days(from),
      last: of_days(to),
      first_in_iso_days: from,
      last_in_iso_days: to,
      step: step
    }
  end
end

defimpl String.Chars, for: Date do
  def to_string(date), do: Date.to_string(date)
end

defimpl Inspect, for: Date do
  def inspect(date, _opts), do: "~D[" <> Date.to_string(date) <> "]"
end
