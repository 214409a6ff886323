# `put_in(users["ann"].age, 31)` and its kin: a path written as code, taken apart into its start and its steps.
# A step is {:map, :age} for `.age` (the key must be there) or {:access, key} for `[key]`.
defmodule Kernel.Paths do
  @moduledoc false

  def get_in(path) do
    {start, steps} = take_apart(path, "get_in/1")
    Enum.reduce(steps, start, &get_step/2)
  end

  defp get_step({:access, key}, value), do: quote(do: Access.get(unquote(value), unquote(key)))

  defp get_step({:map, key}, value) do
    quote generated: true do
      case unquote(value) do
        %{unquote(key) => value} -> value
        nil -> nil
        other -> :erlang.error({:badkey, unquote(key), other})
      end
    end
  end

  def put_in(path, value) do
    {start, steps} = take_apart(path, "put_in/2")

    case all_fields?(steps) do
      true -> update_fields(start, steps, quote(do: fn _ -> unquote(value) end))
      false -> second(get_and_update(start, steps, quote(do: fn _ -> {nil, unquote(value)} end)))
    end
  end

  def update_in(path, fun) do
    {start, steps} = take_apart(path, "update_in/2")

    case all_fields?(steps) do
      true -> update_fields(start, steps, fun)
      false -> second(get_and_update(start, steps, quote(do: fn value -> {nil, unquote(fun).(value)} end)))
    end
  end

  def get_and_update_in(path, fun) do
    {start, steps} = take_apart(path, "get_and_update_in/2")
    get_and_update(start, steps, fun)
  end

  def pop_in(path) do
    {start, steps} = take_apart(path, "pop_in/1")

    case List.last(steps) do
      {:access, _} ->
        get_and_update(start, steps, quote(do: fn _ -> :pop end))

      {:map, key} ->
        raise ArgumentError,
              "cannot use pop_in when the last segment is a map/struct field. " <>
                "This would effectively remove the field #{inspect(key)} from the map/struct"
    end
  end

  defp second(quoted), do: quote(do: :erlang.element(2, unquote(quoted)))

  defp all_fields?(steps), do: Enum.all?(steps, &match?({:map, _}, &1))

  defp take_apart(path, function) do
    case steps(path, []) do
      {start, [_ | _] = steps} ->
        {start, steps}

      {_, []} ->
        raise ArgumentError,
              "expected expression given to #{function} to access at least one element, got: #{Macro.to_string(path)}"
    end
  end

  defp steps({{:., _, [Access, :get]}, _, [left, key]}, later), do: steps(left, [{:access, key} | later])

  defp steps({{:., _, [left, key]}, meta, []} = call, later)
       when is_tuple(left) and elem(left, 0) not in [:__aliases__, :__MODULE__] and is_atom(key) do
    if meta[:no_parens], do: steps(left, [{:map, key} | later]), else: {call, later}
  end

  defp steps(start, later), do: {start, later}

  defp update_fields(value, [{:map, key}], fun) do
    quote(do: Map.update!(unquote(value), unquote(key), unquote(fun)))
  end

  defp update_fields(value, [{:map, key} | steps], fun) do
    inner = update_fields(quote(do: value), steps, fun)
    quote(do: Map.update!(unquote(value), unquote(key), fn value -> unquote(inner) end))
  end

  defp get_and_update(value, [step], fun), do: get_and_update_step(value, step, fun)

  defp get_and_update(value, [step | steps], fun) do
    inner = get_and_update(quote(do: value), steps, fun)
    get_and_update_step(value, step, quote(do: fn value -> unquote(inner) end))
  end

  defp get_and_update_step(value, {:access, key}, fun) do
    quote(do: Access.get_and_update(unquote(value), unquote(key), unquote(fun)))
  end

  defp get_and_update_step(value, {:map, key}, fun) do
    quote(do: Map.get_and_update!(unquote(value), unquote(key), unquote(fun)))
  end
end
