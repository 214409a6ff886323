# What `defstruct` and `defexception` compute while a module is being compiled.
defmodule Kernel.Structs do
  @moduledoc false

  # Enum, Module and the rest of the library define structs themselves: only natives are called on the way without errors.
  @doc "Checks the fields and notes the struct down; gives {struct, protocols to derive, enforced keys}."
  def define(module, fields) do
    if :pyex_module.has_attribute(module, :__struct__) do
      raise ArgumentError,
            "defstruct has already been called for #{inspect(module)}, defstruct can only be called once per module"
    end

    pairs = for field <- list_of_fields(fields), do: field(field)
    warn_of_duplicates(pairs)
    enforced = enforced_keys(module, pairs)
    info = for {name, default} <- pairs, do: %{field: name, default: default}
    struct = :maps.from_list([{:__struct__, module} | pairs])
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
    names = for {name, _default} <- pairs, do: name
    once = :lists.usort(names)
    if length(once) < length(names), do: warn_of(:lists.usort(names -- once))
  end

  defp warn_of(names), do: for(name <- names, do: IO.warn("duplicate key #{inspect(name)} found in struct"))

  defp enforced_keys(module, pairs) do
    keys = wrapped(:pyex_module.get_attribute(module, :enforce_keys, nil))

    for key <- keys, not is_atom(key) do
      raise ArgumentError, "keys given to @enforce_keys must be atoms, got: #{inspect(key)}"
    end

    case for(key <- keys, not :lists.keymember(key, 1, pairs), do: key) do
      [] -> :ok
      unknown -> raise ArgumentError, "@enforce_keys required keys (#{inspect(unknown)}) that are not defined in defstruct: #{inspect(pairs)}"
    end

    :pyex_module.put_attribute(module, :enforce_keys, keys)
    keys
  end

  defp wrapped(nil), do: []
  defp wrapped(keys) when is_list(keys), do: keys
  defp wrapped(key), do: [key]

  # Each `@derive` adds its own list; the first one written is the first to be derived.
  defp derived(module), do: :lists.flatten(:lists.reverse(wrapped(:pyex_module.get_attribute(module, :derive, nil))))

  @doc "The exception for a struct built without its enforced keys."
  def missing_keys(module, keys) do
    ArgumentError.exception("the following keys must also be given when building struct #{inspect(module)}: #{inspect(keys)}")
  end

  @doc "The fields of an exception as pairs."
  def exception_fields(fields), do: for(field <- fields, do: exception_field(field))

  defp exception_field(name) when is_atom(name), do: {name, nil}
  defp exception_field(other), do: other
end
