defmodule Duration do
  @moduledoc """
  Lengths of time, unit by unit, for `Date.shift/2` and its like.

      iex> Duration.new!(hour: 3, minute: 20)
      %Duration{hour: 3, minute: 20}
  """

  defstruct year: 0, month: 0, week: 0, day: 0, hour: 0, minute: 0, second: 0, microsecond: {0, 0}

  @type t :: %__MODULE__{}

  @units [:year, :month, :week, :day, :hour, :minute, :second]

  @doc "A duration of units and amounts; `:microsecond` takes `{amount, precision}`."
  def new!(%Duration{} = duration), do: duration

  def new!(units) when is_list(units) do
    Enum.each(units, &check/1)
    struct!(Duration, units)
  end

  defp check({:microsecond, {amount, precision}}) when is_integer(amount) and precision in 0..6, do: :ok

  defp check({:microsecond, other}) do
    raise ArgumentError, "unsupported value #{inspect(other)} for :microsecond. Expected a tuple {ms, precision} where precision is an integer from 0 to 6"
  end

  defp check({unit, amount}) when unit in @units and is_integer(amount), do: :ok
  defp check({unit, amount}) when unit in @units, do: raise(ArgumentError, "unsupported value #{inspect(amount)} for #{inspect(unit)}. Expected an integer")

  defp check({unit, _}) do
    raise ArgumentError, "unknown unit #{inspect(unit)}. Expected :year, :month, :week, :day, :hour, :minute, :second, :microsecond"
  end

  @doc false
  def of(%Duration{} = duration), do: duration
  def of(units), do: new!(units)

  @doc false
  def clock_microseconds(%Duration{hour: hour, minute: minute, second: second, microsecond: {microsecond, _}}) do
    ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond
  end

  @doc """
  The sum of two durations, unit by unit.

      iex> Duration.add(Duration.new!(day: 1), Duration.new!(day: 2, hour: 3))
      %Duration{day: 3, hour: 3}
  """
  def add(%Duration{} = d1, %Duration{} = d2), do: combine(d1, d2, &(&1 + &2))

  @doc "The difference of two durations, unit by unit."
  def subtract(%Duration{} = d1, %Duration{} = d2), do: combine(d1, d2, &(&1 - &2))

  defp combine(%{microsecond: {m1, p1}} = d1, %{microsecond: {m2, p2}} = d2, fun) do
    units = for unit <- @units, into: %{}, do: {unit, fun.(Map.fetch!(d1, unit), Map.fetch!(d2, unit))}
    struct(Duration, Map.put(units, :microsecond, {fun.(m1, m2), max(p1, p2)}))
  end

  @doc "The duration so many times."
  def multiply(%Duration{microsecond: {microsecond, precision}} = duration, factor) when is_integer(factor) do
    units = for unit <- @units, into: %{}, do: {unit, Map.fetch!(duration, unit) * factor}
    struct(Duration, Map.put(units, :microsecond, {microsecond * factor, precision}))
  end

  @doc "The duration with all signs turned round."
  def negate(%Duration{} = duration), do: multiply(duration, -1)

  @doc """
  The duration of a text by ISO 8601, in a tuple.

      iex> Duration.from_iso8601("P1DT2H")
      {:ok, %Duration{day: 1, hour: 2}}
  """
  def from_iso8601(string) when is_binary(string) do
    case :pyex_calendar.parse_duration(string) do
      nil ->
        {:error, :invalid_duration}

      {year, month, week, day, hour, minute, second, fraction} ->
        {:ok, %Duration{year: year, month: month, week: week, day: day, hour: hour, minute: minute, second: second, microsecond: fraction}}
    end
  end

  @doc "As `from_iso8601/1`, but gives the duration itself and raises an error."
  def from_iso8601!(string) do
    case from_iso8601(string) do
      {:ok, duration} -> duration
      {:error, reason} -> raise ArgumentError, ~s|failed to parse duration "#{string}". reason: #{inspect(reason)}|
    end
  end

  @doc """
  The text of a duration by ISO 8601.

      iex> Duration.to_iso8601(Duration.new!(day: 1, hour: 2))
      "P1DT2H"
  """
  def to_iso8601(%Duration{} = duration) do
    date = for {unit, letter} <- [year: "Y", month: "M", week: "W", day: "D"], do: part(Map.fetch!(duration, unit), letter)
    clock = for {unit, letter} <- [hour: "H", minute: "M"], do: part(Map.fetch!(duration, unit), letter)
    clock = IO.iodata_to_binary([clock, seconds(duration)])

    case {IO.iodata_to_binary(date), clock} do
      {"", ""} -> "PT0S"
      {date, ""} -> "P" <> date
      {date, clock} -> "P" <> date <> "T" <> clock
    end
  end

  defp part(0, _letter), do: ""
  defp part(amount, letter), do: Integer.to_string(amount) <> letter

  defp seconds(%{second: 0, microsecond: {0, _}}), do: ""
  defp seconds(%{second: second, microsecond: {_, 0}}), do: "#{second}S"

  defp seconds(%{second: second, microsecond: {microsecond, precision}}) do
    total = second * 1_000_000 + microsecond
    fraction = total |> abs() |> rem(1_000_000) |> Integer.to_string() |> String.pad_leading(6, "0") |> binary_part(0, precision)
    "#{if total < 0, do: "-"}#{div(abs(total), 1_000_000)}.#{fraction}S"
  end
end

defimpl Inspect, for: Duration do
  # Units that are zero are left out.
  def inspect(duration, opts) do
    fields = [:year, :month, :week, :day, :hour, :minute, :second]
    shown = for field <- fields, Map.fetch!(duration, field) != 0, do: field
    shown = if duration.microsecond == {0, 0}, do: shown, else: shown ++ [:microsecond]
    :pyex_inspect.struct(duration, shown, opts)
  end
end
