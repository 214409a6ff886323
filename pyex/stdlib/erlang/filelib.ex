defmodule :filelib do
  @moduledoc """
  Questions about files (as Erlang's `:filelib`); see `File` and `Path`.
  """

  @doc "Whether there is a directory under a path."
  def is_dir(path), do: File.dir?(path)

  @doc "Whether there is a file or directory under a path."
  def is_file(path), do: File.regular?(path) or File.dir?(path)

  @doc "Whether there is a plain file under a path."
  def is_regular(path), do: File.regular?(path)

  @doc "Makes the directories that a file is to lie in."
  def ensure_dir(path), do: path |> Path.dirname() |> File.mkdir_p()

  @doc "Makes a directory and those it lies in."
  def ensure_path(path), do: File.mkdir_p(path)

  @doc "How many bytes a file has; 0 if there is none."
  def file_size(path) do
    case File.stat(path) do
      {:ok, %{size: size}} -> size
      _ -> 0
    end
  end

  @doc "The paths that a pattern stands for, as charlists."
  def wildcard(pattern), do: pattern |> Path.wildcard() |> Enum.map(&String.to_charlist/1)
end
