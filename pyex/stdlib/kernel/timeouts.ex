# `Kernel.to_timeout/1`: milliseconds of a span of time.
defmodule Kernel.Timeouts do
  @moduledoc false

  @units [week: 604_800_000, day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1]

  def milliseconds(:infinity), do: :infinity
  def milliseconds(number) when is_integer(number) and number >= 0, do: number

  def milliseconds(%{__struct__: Duration} = duration) do
    for unit <- [:year, :month], Map.fetch!(duration, unit) != 0 do
      raise ArgumentError, "duration with a non-zero #{unit} cannot be reliably converted to timeouts"
    end

    {microsecond, _precision} = duration.microsecond
    units = for {unit, _} <- @units, unit != :millisecond, do: {unit, Map.fetch!(duration, unit)}
    sum(units) + div(microsecond, 1000)
  end

  def milliseconds(components) when is_list(components), do: components |> unique!() |> sum()

  defp sum(components), do: Enum.sum(Enum.map(components, &component/1))

  defp component({unit, amount}) when is_integer(amount) do
    case List.keyfind(@units, unit, 0) do
      {_, factor} -> amount * factor
      nil -> raise ArgumentError, unknown(unit)
    end
  end

  defp component({unit, amount}) do
    raise ArgumentError, "timeout component #{inspect(unit)} must be a non-negative integer, got: #{inspect(amount)}"
  end

  defp unknown(unit) do
    "timeout component #{inspect(unit)} is not a valid timeout component, valid values are: " <>
      Enum.map_join(@units, ", ", fn {name, _} -> inspect(name) end)
  end

  defp unique!(components) do
    names = Keyword.keys(components)

    case names -- Enum.uniq(names) do
      [] -> components
      [name | _] -> raise ArgumentError, "timeout component #{inspect(name)} is duplicated"
    end
  end
end
