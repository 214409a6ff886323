defmodule :filename do
  # Texts come back as they were given: charlists for charlists, binaries for binaries. The work is done by Path.
  @moduledoc """
  Paths (as Erlang's `:filename`); see `Path`.

      iex> :filename.join("a", "b.txt")
      "a/b.txt"
  """

  @doc "Two parts as one path; the second one counts alone if it is absolute."
  def join(one, other) do
    if Path.type(other) == :absolute, do: other, else: like(one, Path.join(one, other))
  end

  @doc "Many parts as one path."
  def join([one]), do: one
  def join([one, other | rest]), do: join([join(one, other) | rest])

  @doc "The last part of a path."
  def basename(path), do: like(path, Path.basename(path))

  @doc "The last part of a path, without an extension."
  def basename(path, extension), do: like(path, Path.basename(path, extension))

  @doc "The path without its last part."
  def dirname(path), do: like(path, Path.dirname(path))

  @doc "The extension of the last part, with its dot."
  def extension(path), do: like(path, Path.extname(path))

  @doc "The path without its extension."
  def rootname(path), do: like(path, Path.rootname(path))

  @doc "The path without the given extension."
  def rootname(path, extension), do: like(path, Path.rootname(path, extension))

  @doc "The parts of a path."
  def split(path), do: for(part <- Path.split(path), do: like(path, part))

  @doc "The path from the root."
  def absname(path), do: like(path, Path.absname(path))

  @doc "The path from the root, relative ones beginning at `directory`."
  def absname(path, directory), do: like(path, Path.absname(path, directory))

  @doc "`:absolute` or `:relative`."
  def pathtype(path), do: Path.type(path)

  defp like(given, text) when is_binary(given), do: text
  defp like(_charlist, text), do: String.to_charlist(text)
end
