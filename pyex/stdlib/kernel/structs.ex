# What `defstruct` and `defexception` compute while a module is being compiled.
defmodule Kernel.Structs do
  @moduledoc false

  @doc "Checks the fields and notes the struct down; gives {struct, protocols to derive, enforced keys}."
  def define(module, fields) do
    if Module.has_attribute?(module, :__struct__) do
      raise ArgumentError,
            "defstruct has already been called for #{inspect(module)}, defstruct can only be called once per module"
    end

    pairs = Enum.map(list_of_fields(fields), &field/1)
    warn_of_duplicates(pairs)
    enforced = enforced_keys(module, pairs)
    info = for {name, default} <- pairs, do: %{field: name, default: default}
    struct = Map.new([{:__struct__, module} | pairs])
    :pyex_module.put_struct(module, struct, enforced, info)
    {struct, derived(module), enforced}
  end

  defp list_of_fields(fields) when is_list(fields), do: fields
  defp list_of_fields(other), do: raise(ArgumentError, "struct fields definition must be list, got: #{inspect(other)}")

  defp field({name, default}) when is_atom(name), do: {name, default}
  defp field(name) when is_atom(name), do: {name, nil}
  defp field({name, _default}), do: field(name)
  defp field(other), do: raise(ArgumentError, "struct field names must be atoms, got: #{inspect(other)}")

  defp warn_of_duplicates(pairs) do
    names = Keyword.keys(pairs)
    for name <- Enum.uniq(names -- Enum.uniq(names)), do: IO.warn("duplicate key #{inspect(name)} found in struct")
  end

  defp enforced_keys(module, pairs) do
    keys = module |> Module.get_attribute(:enforce_keys) |> List.wrap()

    for key <- keys, not is_atom(key) do
      raise ArgumentError, "keys given to @enforce_keys must be atoms, got: #{inspect(key)}"
    end

    case Enum.reject(keys, &Keyword.has_key?(pairs, &1)) do
      [] -> :ok
      unknown -> raise ArgumentError, "@enforce_keys required keys (#{inspect(unknown)}) that are not defined in defstruct: #{inspect(pairs)}"
    end

    Module.put_attribute(module, :enforce_keys, keys)
    keys
  end

  # Each `@derive` adds its own list; the first one written is the first to be derived.
  defp derived(module) do
    case Module.get_attribute(module, :derive) do
      nil -> []
      derive -> derive |> List.wrap() |> Enum.reverse() |> List.flatten()
    end
  end

  @doc "The exception for a struct built without its enforced keys."
  def missing_keys(module, keys) do
    ArgumentError.exception("the following keys must also be given when building struct #{inspect(module)}: #{inspect(keys)}")
  end

  @doc "The fields of an exception as pairs."
  def exception_fields(fields), do: Enum.map(fields, &exception_field/1)

  defp exception_field(name) when is_atom(name), do: {name, nil}
  defp exception_field(other), do: other
end
