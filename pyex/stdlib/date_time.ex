defmodule DateTime do
  @moduledoc """
  Moments in a time zone. The sigil `~U` makes one of UTC:

      iex> DateTime.add(~U[2024-02-28 22:15:00Z], 90, :minute)
      ~U[2024-02-28 23:45:00Z]
      iex> DateTime.to_unix(~U[2024-02-28 22:15:00Z])
      1709158500

  Without a database of time zones (`Calendar.put_time_zone_database/1`) there is only `"Etc/UTC"`.
  """

  @enforce_keys [:year, :month, :day, :hour, :minute, :second, :time_zone, :zone_abbr, :utc_offset, :std_offset]
  defstruct [
    :year,
    :month,
    :day,
    :hour,
    :minute,
    :second,
    :time_zone,
    :zone_abbr,
    :utc_offset,
    :std_offset,
    microsecond: {0, 0},
    calendar: Calendar.ISO
  ]

  @type t :: %__MODULE__{}

  @day 86_400_000_000

  # ---- Making -------------------------------------------------------------------------------------------------------

  @doc """
  The moment now, in microseconds or in the unit that is given.

      iex> DateTime.utc_now().time_zone
      "Etc/UTC"
  """
  def utc_now(calendar_or_unit \\ Calendar.ISO)
  def utc_now(unit) when unit in [:second, :millisecond, :microsecond], do: truncate(utc_now(), unit)
  def utc_now(_calendar), do: from_unix!(System.os_time(:microsecond), :microsecond)

  @doc "The moment now in a time zone, in a tuple."
  def now(zone, database \\ Calendar.get_time_zone_database()), do: shift_zone(utc_now(), zone, database)

  @doc "The moment now in a time zone."
  def now!(zone, database \\ Calendar.get_time_zone_database()), do: present(now(zone, database), zone)

  defp present({:ok, moment}, _zone), do: moment

  defp present({:error, reason}, zone) do
    raise ArgumentError, "cannot get current datetime in #{inspect(zone)} time zone, reason: #{inspect(reason)}"
  end

  @doc """
  The moment of a date and time in a zone, in a tuple.

      iex> DateTime.new(~D[2024-01-01], ~T[01:00:00])
      {:ok, ~U[2024-01-01 01:00:00Z]}
  """
  def new(%{year: _} = date, %{hour: _} = time, zone \\ "Etc/UTC", database \\ Calendar.get_time_zone_database()) do
    from_naive(NaiveDateTime.new!(date, time), zone, database)
  end

  @doc "As `new/4`, but gives the moment itself and raises an error."
  def new!(date, time, zone \\ "Etc/UTC", database \\ Calendar.get_time_zone_database()) do
    case new(date, time, zone, database) do
      {:ok, moment} ->
        moment

      {:error, reason} ->
        raise ArgumentError, "cannot build datetime with #{inspect(date)} and #{inspect(time)}, reason: #{inspect(reason)}"
    end
  end

  @doc "A moment without a zone as one in a zone, in a tuple."
  def from_naive(naive, zone, database \\ Calendar.get_time_zone_database())

  def from_naive(%{microsecond: {_, precision}} = naive, "Etc/UTC", _database), do: {:ok, of_utc(NaiveDateTime.moment(naive), precision)}

  def from_naive(%{microsecond: {_, precision}} = naive, zone, database) do
    case database.time_zone_periods_from_wall_datetime(naive, zone) do
      {:ok, period} -> {:ok, in_period(NaiveDateTime.moment(naive), precision, zone, period)}
      {:error, reason} -> {:error, reason}
      {kind, first, second} -> {kind, in_period(NaiveDateTime.moment(naive), precision, zone, first), second}
    end
  end

  @doc "A moment without a zone as one in a zone."
  def from_naive!(naive, zone, database \\ Calendar.get_time_zone_database()) do
    case from_naive(naive, zone, database) do
      {:ok, moment} -> moment
      {:error, reason} -> raise ArgumentError, "cannot convert #{inspect(naive)} to datetime, reason: #{inspect(reason)}"
    end
  end

  defp of_utc(moment, precision) do
    in_period(moment, precision, "Etc/UTC", %{utc_offset: 0, std_offset: 0, zone_abbr: "UTC"})
  end

  # moment: microseconds of the zone's own time.
  defp in_period(moment, precision, zone, %{utc_offset: utc, std_offset: std, zone_abbr: abbreviation}) do
    {year, month, day, hour, minute, second, microsecond} = :pyex_calendar.parts(moment)

    %DateTime{
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: {microsecond, precision},
      time_zone: zone,
      zone_abbr: abbreviation,
      utc_offset: utc,
      std_offset: std
    }
  end

  # Microseconds of UTC.
  defp moment(%{utc_offset: utc, std_offset: std} = at), do: NaiveDateTime.moment(at) - (utc + std) * 1_000_000

  @doc """
  The moment so many seconds (or other units) after 1970-01-01 00:00, in a tuple.

      iex> DateTime.from_unix(1_700_000_000)
      {:ok, ~U[2023-11-14 22:13:20Z]}
  """
  def from_unix(count, unit \\ :second, _calendar \\ Calendar.ISO) when is_integer(count) do
    {microseconds, precision} = Calendar.ISO.microseconds(count, unit)
    moment = microseconds + Calendar.ISO.unix_moment()

    if moment >= -9999 * 366 * @day and elem(:pyex_calendar.parts(moment), 0) in -9999..9999 do
      {:ok, of_utc(moment, precision)}
    else
      {:error, :invalid_unix_time}
    end
  end

  @doc "As `from_unix/3`, but gives the moment itself and raises an error."
  def from_unix!(count, unit \\ :second, calendar \\ Calendar.ISO) do
    case from_unix(count, unit, calendar) do
      {:ok, moment} -> moment
      {:error, :invalid_unix_time} -> raise ArgumentError, "invalid Unix time #{count}"
    end
  end

  @doc """
  The moment of UTC of a text, and the offset that stood in it in seconds.

      iex> DateTime.from_iso8601("2024-03-01T10:00:00+02:00")
      {:ok, ~U[2024-03-01 08:00:00Z], 7200}
      iex> DateTime.from_iso8601("2024-03-01 10:00:00")
      {:error, :missing_offset}

  A text without separators is read with the format `:basic`.

      iex> DateTime.from_iso8601("20240301T100000Z", :basic)
      {:ok, ~U[2024-03-01 10:00:00Z], 0}
  """
  def from_iso8601(string, calendar_or_format \\ Calendar.ISO)
  def from_iso8601(string, :basic), do: from_iso8601(string, Calendar.ISO, :basic)
  def from_iso8601(string, :extended), do: from_iso8601(string, Calendar.ISO, :extended)
  def from_iso8601(string, calendar), do: from_iso8601(string, calendar, :extended)

  @doc "As `from_iso8601/2`, with a calendar and a format."
  def from_iso8601(string, _calendar, format) when is_binary(string) and format in [:basic, :extended] do
    case :pyex_calendar.parse_datetime(string, format) do
      {:ok, _parts, nil} ->
        {:error, :missing_offset}

      {:ok, {_, _, _, _, _, _, {_, precision}} = parts, offset} ->
        {:ok, of_utc(NaiveDateTime.moment(NaiveDateTime.of(parts)) - offset * 1_000_000, precision), offset}

      {:error, reason} ->
        {:error, reason}
    end
  end

  @doc "The moment so many seconds after the beginning of the year 0."
  def from_gregorian_seconds(seconds, {microsecond, precision} \\ {0, 0}, _calendar \\ Calendar.ISO) when is_integer(seconds) do
    of_utc(seconds * 1_000_000 + microsecond, precision)
  end

  # ---- Taking apart -------------------------------------------------------------------------------------------------

  @doc """
  The seconds (or other units) from 1970-01-01 00:00 to a moment.

      iex> DateTime.to_unix(~U[2024-01-02 03:04:05.678Z], :millisecond)
      1704164645678
  """
  def to_unix(moment, unit \\ :second)

  def to_unix(%{utc_offset: _} = at, unit) do
    case Calendar.ISO.unit(unit) do
      {factor, _} when is_integer(factor) -> Integer.floor_div(moment(at) - Calendar.ISO.unix_moment(), factor)
      {factor, _} -> floor((moment(at) - Calendar.ISO.unix_moment()) / factor)
    end
  end

  @doc "The date of a moment."
  def to_date(%{utc_offset: _} = moment), do: NaiveDateTime.to_date(moment)

  @doc "The time of a moment."
  def to_time(%{utc_offset: _} = moment), do: NaiveDateTime.to_time(moment)

  @doc "The moment without its zone."
  def to_naive(%{utc_offset: _} = at), do: NaiveDateTime.of({at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond})

  @doc "The seconds since the beginning of the year 0, and the microseconds besides."
  def to_gregorian_seconds(%{microsecond: {microsecond, _}} = at), do: {Integer.floor_div(moment(at), 1_000_000), microsecond}

  @doc """
  The text of a moment.

      iex> DateTime.to_string(~U[2024-01-02 03:04:05Z])
      "2024-01-02 03:04:05Z"
  """
  def to_string(%{time_zone: zone} = at) do
    text = NaiveDateTime.text(at, " ", :extended) <> offset(at, :extended)
    if zone == "Etc/UTC", do: text, else: text <> " " <> at.zone_abbr <> " " <> zone
  end

  defp offset(at, format), do: Calendar.ISO.offset_to_string(at.utc_offset, at.std_offset, at.time_zone, format)

  @doc """
  The text of a moment by ISO 8601, `:extended` or `:basic`.

      iex> DateTime.to_iso8601(~U[2024-01-02 03:04:05Z])
      "2024-01-02T03:04:05Z"

  With an offset in seconds, it is the time of day where that offset holds.

      iex> DateTime.to_iso8601(~U[2024-01-02 03:04:05Z], :extended, 3600)
      "2024-01-02T04:04:05+01:00"
  """
  def to_iso8601(moment, format \\ :extended, offset \\ nil)

  def to_iso8601(%{utc_offset: _, microsecond: {_, precision}} = at, format, offset) when is_integer(offset) and format in [:extended, :basic] do
    shifted = of_utc(NaiveDateTime.moment(at) + (offset - at.utc_offset - at.std_offset) * 1_000_000, precision)
    zone = if offset == 0, do: "Etc/UTC", else: nil
    NaiveDateTime.text(shifted, "T", format) <> Calendar.ISO.offset_to_string(offset, 0, zone, format)
  end

  def to_iso8601(%{utc_offset: _} = at, format, nil) when format in [:extended, :basic], do: NaiveDateTime.text(at, "T", format) <> offset(at, format)

  @doc "The moment in another calendar: there is one."
  def convert(%DateTime{} = moment, _calendar), do: {:ok, moment}

  @doc "The moment in another calendar: there is one."
  def convert!(%DateTime{} = moment, _calendar), do: moment

  # ---- Calculating --------------------------------------------------------------------------------------------------

  @doc """
  The same moment in another time zone, in a tuple.

      iex> DateTime.shift_zone(~U[2024-01-02 03:04:05Z], "Europe/Oslo")
      {:error, :utc_only_time_zone_database}
  """
  def shift_zone(moment, zone, database \\ Calendar.get_time_zone_database())
  def shift_zone(%{time_zone: zone} = moment, zone, _database), do: {:ok, moment}
  def shift_zone(%{microsecond: {_, precision}} = at, "Etc/UTC", _database), do: {:ok, of_utc(moment(at), precision)}

  def shift_zone(%{microsecond: {_, precision}} = at, zone, database) do
    moment = moment(at)
    iso_days = {Integer.floor_div(moment, @day), {Integer.mod(moment, @day), @day}}

    with {:ok, period} <- database.time_zone_period_from_utc_iso_days(iso_days, zone) do
      {:ok, in_period(moment + (period.utc_offset + period.std_offset) * 1_000_000, precision, zone, period)}
    end
  end

  @doc "The same moment in another time zone."
  def shift_zone!(moment, zone, database \\ Calendar.get_time_zone_database()) do
    case shift_zone(moment, zone, database) do
      {:ok, shifted} -> shifted
      {:error, reason} -> raise ArgumentError, "cannot shift #{inspect(moment)} to #{inspect(zone)} time zone, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The moment so much later. The unit is `:day`, `:hour`, `:minute`, `:second` (default), `:millisecond` and so on.

      iex> DateTime.add(~U[2024-01-02 03:04:05Z], 1, :day)
      ~U[2024-01-03 03:04:05Z]
  """
  def add(moment, amount, unit \\ :second, database \\ Calendar.get_time_zone_database())

  def add(%{microsecond: {_, precision}} = at, amount, unit, database) when is_integer(amount) do
    {microseconds, digits} = Calendar.ISO.microseconds(amount, unit)
    shift_zone!(of_utc(moment(at) + microseconds, max(precision, digits)), at.time_zone, database)
  end

  @doc """
  The moment after a duration.

      iex> DateTime.shift(~U[2024-01-31 00:00:00Z], month: 1)
      ~U[2024-02-29 00:00:00Z]
  """
  def shift(%{utc_offset: _} = at, duration, database \\ Calendar.get_time_zone_database()) do
    from_naive!(NaiveDateTime.shift(to_naive(at), duration), at.time_zone, database)
  end

  @doc """
  How much later the first moment is than the second.

      iex> DateTime.diff(~U[2024-03-01 00:00:00Z], ~U[2024-02-28 22:15:00Z], :hour)
      25
  """
  def diff(moment1, moment2, unit \\ :second)
  def diff(%{utc_offset: _} = at1, %{utc_offset: _} = at2, unit), do: Calendar.ISO.in_unit(moment(at1) - moment(at2), unit)

  @doc """
  `:lt`, `:eq` or `:gt`: how the first moment stands to the second one.

      iex> DateTime.compare(~U[2024-01-02 00:00:00Z], ~U[2024-01-01 00:00:00Z])
      :gt
  """
  def compare(%{utc_offset: _} = at1, %{utc_offset: _} = at2) do
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

  @doc """
  Cuts the fraction of a second to a precision.

      iex> DateTime.truncate(~U[2024-01-02 03:04:05.123Z], :second)
      ~U[2024-01-02 03:04:05Z]
  """
  def truncate(%DateTime{microsecond: fraction} = moment, precision), do: %{moment | microsecond: Calendar.truncate(fraction, precision)}
end

defimpl String.Chars, for: DateTime do
  def to_string(moment), do: DateTime.to_string(moment)
end

defimpl Inspect, for: DateTime do
  def inspect(%{time_zone: "Etc/UTC", utc_offset: 0, std_offset: 0} = moment, _opts), do: "~U[" <> DateTime.to_string(moment) <> "]"
  def inspect(moment, _opts), do: "#DateTime<" <> DateTime.to_string(moment) <> ">"
end
