defmodule NaiveDateTime do
  @moduledoc """
  Dates with a time but without a time zone. The sigil `~N` makes one:

      iex> NaiveDateTime.add(~N[2024-02-28 22:15:00], 2, :day)
      ~N[2024-03-01 22:15:00]
  """

  @enforce_keys [:year, :month, :day, :hour, :minute, :second]
  defstruct [:year, :month, :day, :hour, :minute, :second, microsecond: {0, 0}, calendar: Calendar.ISO]

  @type t :: %__MODULE__{}

  # ---- Making -------------------------------------------------------------------------------------------------------

  @doc "The date and time in one, in a tuple."
  def new(%{year: _} = date, %{hour: _} = time) do
    {:ok, join(date, time)}
  end

  @doc """
  The moment of a year, month, day, hour, minute and second (and a fraction), in a tuple.

      iex> NaiveDateTime.new(2024, 1, 1, 25, 0, 0)
      {:error, :invalid_time}
  """
  def new(year, month, day, hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    with {:ok, date} <- Date.new(year, month, day, calendar),
         {:ok, time} <- Time.new(hour, minute, second, microsecond, calendar) do
      {:ok, join(date, time)}
    end
  end

  @doc "The date and time in one."
  def new!(%{year: _} = date, %{hour: _} = time), do: join(date, time)

  @doc "As `new/8`, but gives the moment itself and raises an error."
  def new!(year, month, day, hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    case new(year, month, day, hour, minute, second, microsecond, calendar) do
      {:ok, moment} -> moment
      {:error, reason} -> raise ArgumentError, "cannot build naive datetime, reason: #{inspect(reason)}"
    end
  end

  defp join(%{year: year, month: month, day: day}, %{hour: hour, minute: minute, second: second, microsecond: fraction}) do
    of({year, month, day, hour, minute, second, fraction})
  end

  @doc false
  def of({year, month, day, hour, minute, second, fraction}) do
    %NaiveDateTime{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: fraction}
  end

  @doc false
  def of_moment(moment, precision) do
    {year, month, day, hour, minute, second, microsecond} = :pyex_calendar.parts(moment)
    of({year, month, day, hour, minute, second, {microsecond, precision}})
  end

  @doc false
  def moment(%{microsecond: {microsecond, _}} = at) do
    :pyex_calendar.moment(at.year, at.month, at.day, at.hour, at.minute, at.second, microsecond)
  end

  @doc """
  The moment now, by UTC, in microseconds or in another unit.

      iex> NaiveDateTime.utc_now(:second).microsecond
      {0, 0}
  """
  def utc_now(calendar_or_unit \\ Calendar.ISO), do: DateTime.to_naive(DateTime.utc_now(calendar_or_unit))

  @doc "The moment now, in whole seconds, by the clock of this place."
  def local_now(calendar \\ Calendar.ISO), do: from_erl!(:erlang.localtime(), {0, 0}, calendar)

  @doc """
  The moment of a text such as 2024-03-01T08:30:00, in a tuple. An offset in it counts for nothing.

      iex> NaiveDateTime.from_iso8601("2024-03-01 08:30:00")
      {:ok, ~N[2024-03-01 08:30:00]}
  """
  def from_iso8601(string, _calendar \\ Calendar.ISO) when is_binary(string) do
    with {:ok, parts, _offset} <- :pyex_calendar.parse_datetime(string), do: {:ok, of(parts)}
  end

  @doc "As `from_iso8601/1`, but gives the moment itself and raises an error."
  def from_iso8601!(string, calendar \\ Calendar.ISO) do
    case from_iso8601(string, calendar) do
      {:ok, moment} -> moment
      {:error, reason} -> raise ArgumentError, "cannot parse #{inspect(string)} as naive datetime, reason: #{inspect(reason)}"
    end
  end

  @doc "The moment of a tuple `{{year, month, day}, {hour, minute, second}}`, in a tuple."
  def from_erl({{year, month, day}, {hour, minute, second}}, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    new(year, month, day, hour, minute, second, microsecond, calendar)
  end

  @doc "The moment of a tuple `{{year, month, day}, {hour, minute, second}}`."
  def from_erl!({{year, month, day}, {hour, minute, second}}, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    new!(year, month, day, hour, minute, second, microsecond, calendar)
  end

  @doc "The moment so many seconds after the beginning of the year 0."
  def from_gregorian_seconds(seconds, {microsecond, precision} \\ {0, 0}, _calendar \\ Calendar.ISO) when is_integer(seconds) do
    of_moment(seconds * 1_000_000 + microsecond, precision)
  end

  # ---- Taking apart -------------------------------------------------------------------------------------------------

  @doc """
  The date of a moment.

      iex> NaiveDateTime.to_date(~N[2024-01-02 03:04:05])
      ~D[2024-01-02]
  """
  def to_date(%{year: year, month: month, day: day, hour: _}), do: %Date{year: year, month: month, day: day}

  @doc """
  The time of a moment.

      iex> NaiveDateTime.to_time(~N[2024-01-02 03:04:05])
      ~T[03:04:05]
  """
  def to_time(%{hour: hour, minute: minute, second: second, microsecond: fraction}) do
    %Time{hour: hour, minute: minute, second: second, microsecond: fraction}
  end

  @doc """
  The text of a moment.

      iex> NaiveDateTime.to_string(~N[2024-01-02 03:04:05])
      "2024-01-02 03:04:05"
  """
  def to_string(%{calendar: _} = moment), do: text(moment, " ", :extended)

  @doc """
  The text of a moment by ISO 8601, `:extended` or `:basic`.

      iex> NaiveDateTime.to_iso8601(~N[2024-01-02 03:04:05])
      "2024-01-02T03:04:05"
  """
  def to_iso8601(moment, format \\ :extended)
  def to_iso8601(%{calendar: _} = moment, format) when format in [:extended, :basic], do: text(moment, "T", format)

  @doc false
  def text(at, mark, format) do
    :pyex_calendar.date_text(at.year, at.month, at.day, format) <>
      mark <> :pyex_calendar.time_text(at.hour, at.minute, at.second, at.microsecond, format)
  end

  @doc "The tuple `{{year, month, day}, {hour, minute, second}}` of a moment."
  def to_erl(%{calendar: _} = at), do: {{at.year, at.month, at.day}, {at.hour, at.minute, at.second}}

  @doc "The seconds since the beginning of the year 0, and the microseconds besides."
  def to_gregorian_seconds(%{microsecond: {microsecond, _}} = at), do: {Integer.floor_div(moment(at), 1_000_000), microsecond}

  @doc "The moment in another calendar: there is one."
  def convert(%{calendar: _} = moment, _calendar), do: {:ok, join(moment, moment)}

  @doc "The moment in another calendar: there is one."
  def convert!(%{calendar: _} = moment, _calendar), do: join(moment, moment)

  # ---- Calculating --------------------------------------------------------------------------------------------------

  @doc """
  The moment so much later. The unit is `:day`, `:hour`, `:minute`, `:second` (default), `:millisecond` and so on.

      iex> NaiveDateTime.add(~N[2024-01-01 00:00:00], -1)
      ~N[2023-12-31 23:59:59]
  """
  def add(moment, amount, unit \\ :second)

  def add(%{microsecond: {_, precision}} = at, amount, unit) when is_integer(amount) do
    {microseconds, digits} = Calendar.ISO.microseconds(amount, unit)
    of_moment(moment(at) + microseconds, max(precision, digits))
  end

  @doc """
  The moment after a duration.

      iex> NaiveDateTime.shift(~N[2024-01-31 00:00:00], month: 1, hour: 2)
      ~N[2024-02-29 02:00:00]
  """
  def shift(%{microsecond: {microsecond, precision}} = at, duration) do
    %{microsecond: {_, digits}} = duration = Duration.of(duration)
    {year, month, day} = :pyex_calendar.add_months(at.year, at.month, at.day, duration.year * 12 + duration.month)
    start = :pyex_calendar.moment(year, month, day, at.hour, at.minute, at.second, microsecond)
    days = (duration.week * 7 + duration.day) * 86_400_000_000
    of_moment(start + days + Duration.clock_microseconds(duration), max(precision, digits))
  end

  @doc """
  How much later the first moment is than the second.

      iex> NaiveDateTime.diff(~N[2024-01-02 00:00:00], ~N[2024-01-01 00:00:00], :hour)
      24
  """
  def diff(%{calendar: _} = at1, %{calendar: _} = at2, unit \\ :second), do: Calendar.ISO.in_unit(moment(at1) - moment(at2), unit)

  @doc """
  `:lt`, `:eq` or `:gt`: how the first moment stands to the second one.

      iex> NaiveDateTime.compare(~N[2024-01-02 00:00:00], ~N[2024-01-01 00:00:00])
      :gt
  """
  def compare(%{calendar: _} = at1, %{calendar: _} = at2) do
    case {moment(at1), moment(at2)} do
      {same, same} -> :eq
      {first, second} when first > second -> :gt
      _ -> :lt
    end
  end

  @doc "Whether the first moment is earlier."
  def before?(moment1, moment2), do: compare(moment1, moment2) == :lt

  @doc "Whether the first moment is later."
  def after?(moment1, moment2), do: compare(moment1, moment2) == :gt

  @doc "Cuts the fraction of a second to a precision."
  def truncate(%NaiveDateTime{microsecond: fraction} = moment, precision), do: %{moment | microsecond: Calendar.truncate(fraction, precision)}

  @doc """
  The first moment of a day.

      iex> NaiveDateTime.beginning_of_day(~N[2024-01-02 03:04:05])
      ~N[2024-01-02 00:00:00]
  """
  def beginning_of_day(%{microsecond: {_, precision}} = moment), do: %{join(moment, moment) | hour: 0, minute: 0, second: 0, microsecond: {0, precision}}

  @doc """
  The last moment of a day.

      iex> NaiveDateTime.end_of_day(~N[2024-01-02 03:04:05])
      ~N[2024-01-02 23:59:59]
  """
  def end_of_day(%{microsecond: {_, precision}} = moment) do
    last = 999_999 - rem(999_999, Integer.pow(10, 6 - precision))
    %{join(moment, moment) | hour: 23, minute: 59, second: 59, microsecond: {last, precision}}
  end
end

defimpl String.Chars, for: NaiveDateTime do
  def to_string(moment), do: NaiveDateTime.to_string(moment)
end

defimpl Inspect, for: NaiveDateTime do
  def inspect(moment, _opts), do: "~N[" <> NaiveDateTime.to_string(moment) <> "]"
end
