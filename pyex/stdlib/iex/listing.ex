defmodule IEx.Listing do
  @moduledoc false
  # Names in columns: files of a directory, exports of a module.

  def files(path) do
    case File.ls(path) do
      {:ok, names} -> names |> Enum.sort() |> columns(&painted(&1, &2, path))
      {:error, :enoent} -> IO.puts(IEx.color(:eval_error, "No such file or directory #{path}"))
      {:error, :enotdir} -> IO.puts(IEx.color(:eval_info, path))
      {:error, reason} -> IO.puts(IEx.color(:eval_error, "Could not list #{path}: #{inspect(reason)}"))
    end
  end

  defp painted(name, padded, path) do
    case File.stat(Path.join(path, name)) do
      {:ok, %File.Stat{type: :directory}} -> IEx.color(:ls_directory, padded)
      {:ok, %File.Stat{type: :device}} -> IEx.color(:ls_device, padded)
      _ -> padded
    end
  end

  def exports(module) do
    module |> names() |> Enum.map(fn {name, arity} -> call(name, arity) end) |> columns(fn _name, padded -> padded end)
  end

  defp names(module) do
    cond do
      not Code.ensure_loaded?(module) -> module.module_info(:exports)
      match?("Elixir." <> _, Atom.to_string(module)) -> module.__info__(:macros) ++ module.__info__(:functions)
      true -> :pyex_iex.exports(module) -- [__info__: 1, module_info: 0, module_info: 1]
    end
  end

  defp call(name, arity), do: Macro.inspect_atom(:remote_call, name) <> "/#{arity}"

  @total 80
  @widest 30
  @gap 5

  defp columns([], _paint), do: :ok

  # A row ends with the name that reaches the last column, as in iex.
  defp columns(names, paint) do
    width = min(names |> Enum.map(&String.length/1) |> Enum.max(), @widest) + @gap
    per_row = div(@total + width - 1, width)

    names
    |> Enum.map(fn name -> paint.(name, String.pad_trailing(name, width)) end)
    |> Enum.chunk_every(per_row)
    |> Enum.each(&IO.puts/1)
  end
end
