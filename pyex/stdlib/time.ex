defmodule Time do
  @moduledoc """
  Times of day. The sigil `~T` makes one:

      iex> Time.add(~T[22:15:00], 7200)
      ~T[00:15:00]
      iex> Time.diff(~T[23:00:00], ~T[22:15:00])
      2700
  """

  @enforce_keys [:hour, :minute, :second]
  defstruct [:hour, :minute, :second, microsecond: {0, 0}, calendar: Calendar.ISO]

  @type t :: %__MODULE__{}

  @day 86_400_000_000

  # ---- Making -------------------------------------------------------------------------------------------------------

  @doc """
  The time of an hour, minute and second (and a fraction: microseconds, or `{microseconds, digits}`), in a tuple.

      iex> Time.new(23, 30, 0)
      {:ok, ~T[23:30:00]}
      iex> Time.new(24, 0, 0)
      {:error, :invalid_time}
  """
  def new(hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO)

  def new(hour, minute, second, microsecond, calendar) when is_integer(microsecond) do
    new(hour, minute, second, {microsecond, 6}, calendar)
  end

  def new(hour, minute, second, {_, _} = microsecond, calendar) do
    if Calendar.ISO.valid_time?(hour, minute, second, microsecond) do
      {:ok, %Time{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar}}
    else
      {:error, :invalid_time}
    end
  end

  @doc "As `new/4`, but gives the time itself and raises an error."
  def new!(hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    case new(hour, minute, second, microsecond, calendar) do
      {:ok, time} -> time
      {:error, reason} -> raise ArgumentError, "cannot build time, reason: #{inspect(reason)}"
    end
  end

  @doc "The time now, by UTC."
  def utc_now(_calendar \\ Calendar.ISO), do: DateTime.to_time(DateTime.utc_now())

  @doc """
  The time of a text such as 23:59:07, in a tuple.

      iex> Time.from_iso8601("23:59:07.5")
      {:ok, ~T[23:59:07.5]}
      iex> Time.from_iso8601("23 h")
      {:error, :invalid_format}
  """
  def from_iso8601(string, _calendar \\ Calendar.ISO) when is_binary(string) do
    with {:ok, {hour, minute, second, fraction}} <- :pyex_calendar.parse_time(string) do
      {:ok, %Time{hour: hour, minute: minute, second: second, microsecond: fraction}}
    end
  end

  @doc "As `from_iso8601/1`, but gives the time itself and raises an error."
  def from_iso8601!(string, calendar \\ Calendar.ISO) do
    case from_iso8601(string, calendar) do
      {:ok, time} -> time
      {:error, reason} -> raise ArgumentError, "cannot parse #{inspect(string)} as time, reason: #{inspect(reason)}"
    end
  end

  @doc "The time of a tuple `{hour, minute, second}`, in a tuple."
  def from_erl({hour, minute, second}, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    new(hour, minute, second, microsecond, calendar)
  end

  @doc "The time of a tuple `{hour, minute, second}`."
  def from_erl!({hour, minute, second}, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    new!(hour, minute, second, microsecond, calendar)
  end

  @doc """
  The time so many seconds after midnight.

      iex> Time.from_seconds_after_midnight(3723)
      ~T[01:02:03]
  """
  def from_seconds_after_midnight(seconds, {microsecond, precision} \\ {0, 0}, _calendar \\ Calendar.ISO) when is_integer(seconds) do
    of_microseconds(seconds * 1_000_000 + microsecond, precision)
  end

  defp of_microseconds(count, precision) do
    count = Integer.mod(count, @day)
    seconds = div(count, 1_000_000)

    %Time{
      hour: div(seconds, 3600),
      minute: rem(div(seconds, 60), 60),
      second: rem(seconds, 60),
      microsecond: {rem(count, 1_000_000), precision}
    }
  end

  # ---- Taking apart -------------------------------------------------------------------------------------------------

  @doc """
  The text of a time.

      iex> Time.to_string(~T[10:00:00.50])
      "10:00:00.50"
  """
  def to_string(time), do: to_iso8601(time)

  @doc """
  The text of a time by ISO 8601, `:extended` or `:basic`.

      iex> Time.to_iso8601(~T[10:00:00], :basic)
      "100000"
  """
  def to_iso8601(%{hour: hour, minute: minute, second: second, microsecond: fraction}, format \\ :extended) when format in [:extended, :basic] do
    :pyex_calendar.time_text(hour, minute, second, fraction, format)
  end

  @doc """
  The tuple of a time.

      iex> Time.to_erl(~T[01:02:03])
      {1, 2, 3}
  """
  def to_erl(%{hour: hour, minute: minute, second: second}), do: {hour, minute, second}

  @doc """
  The seconds since midnight, and the microseconds besides.

      iex> Time.to_seconds_after_midnight(~T[01:02:03.5])
      {3723, 500000}
  """
  def to_seconds_after_midnight(%{microsecond: {microsecond, _}} = time), do: {div(microseconds(time), 1_000_000), microsecond}

  defp microseconds(%{hour: hour, minute: minute, second: second, microsecond: {microsecond, _}}) do
    ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond
  end

  @doc "The time in another calendar: there is one."
  def convert(%{hour: _} = time, calendar), do: new(time.hour, time.minute, time.second, time.microsecond, calendar)

  @doc "The time in another calendar: there is one."
  def convert!(%{hour: _} = time, calendar), do: new!(time.hour, time.minute, time.second, time.microsecond, calendar)

  # ---- Calculating --------------------------------------------------------------------------------------------------

  @doc """
  The time so much later; midnight is passed over. The unit is `:hour`, `:minute`, `:second` (default), `:millisecond` and so on.

      iex> Time.add(~T[23:00:00], 90, :minute)
      ~T[00:30:00]
  """
  def add(%{microsecond: {_, precision}} = time, amount, unit \\ :second) when is_integer(amount) do
    if unit == :day do
      raise ArgumentError,
            "unsupported time unit. Expected :hour, :minute, :second, :millisecond, :microsecond, :nanosecond, or a positive integer, got :day"
    end

    {microseconds, digits} = Calendar.ISO.microseconds(amount, unit)
    of_microseconds(microseconds(time) + microseconds, max(precision, digits))
  end

  @doc """
  The time after a duration of hours, minutes and seconds.

      iex> Time.add(~T[10:00:00], 1, :hour)
      ~T[11:00:00]
  """
  def shift(%{microsecond: {_, precision}} = time, duration) do
    %{microsecond: {_, digits}} = duration = Duration.of(duration)

    if duration.year != 0 or duration.month != 0 or duration.week != 0 or duration.day != 0 do
      raise ArgumentError, "cannot shift time by date scale unit. Expected :hour, :minute, :second, :microsecond"
    end

    of_microseconds(microseconds(time) + Duration.clock_microseconds(duration), max(precision, digits))
  end

  @doc """
  How much later the first time is than the second.

      iex> Time.diff(~T[10:00:01], ~T[10:00:00], :millisecond)
      1000
  """
  def diff(%{hour: _} = time1, %{hour: _} = time2, unit \\ :second) do
    Calendar.ISO.in_unit(microseconds(time1) - microseconds(time2), unit)
  end

  @doc """
  `:lt`, `:eq` or `:gt`: how the first time stands to the second one.

      iex> Time.compare(~T[10:00:01], ~T[10:00:00])
      :gt
  """
  def compare(%{hour: _} = time1, %{hour: _} = time2) do
    case {microseconds(time1), microseconds(time2)} do
      {same, same} -> :eq
      {first, second} when first > second -> :gt
      _ -> :lt
    end
  end

  @doc "Whether the first time is earlier."
  def before?(time1, time2), do: compare(time1, time2) == :lt

  @doc "Whether the first time is later."
  def after?(time1, time2), do: compare(time1, time2) == :gt

  @doc """
  Cuts the fraction of a second to a precision.

      iex> Time.truncate(~T[01:02:03.456789], :millisecond)
      ~T[01:02:03.456]
  """
  def truncate(%Time{microsecond: fraction} = time, precision), do: %{time | microsecond: Calendar.truncate(fraction, precision)}
end

defimpl String.Chars, for: Time do
  def to_string(time), do: Time.to_string(time)
end

defimpl Inspect, for: Time do
  def inspect(time, _opts), do: "~T[" <> Time.to_string(time) <> "]"
end
