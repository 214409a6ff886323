defmodule Path do
  @moduledoc """
  Paths of files, as text: nothing here looks at the disk, but for `wildcard/2` and those that need the current directory.

      iex> Path.join("books", "a.txt")
      "books/a.txt"
      iex> {Path.dirname("a/b.tar.gz"), Path.basename("a/b.tar.gz"), Path.extname("a/b.tar.gz")}
      {"a", "b.tar.gz", ".gz"}
  """

  @type t :: IO.chardata()

  @doc """
  The path from the root: relative ones begin at the current directory.
  """
  def absname(path), do: absname(path, File.cwd!())

  @doc """
  The path from the root: relative ones begin at `relative_to`.

      iex> Path.absname("foo", "/bar")
      "/bar/foo"
  """
  def absname(path, relative_to) do
    path = text(path)
    if absolute?(path), do: tidy(path), else: join(relative_to, path)
  end

  @doc """
  As `absname/1`, with `~` for the user's directory, and without `.` and `..`.

      iex> Path.expand("/foo/bar/../baz")
      "/foo/baz"
  """
  def expand(path), do: path |> at_home() |> absname() |> resolve()

  @doc """
  As `expand/1`, relative to a directory.

      iex> Path.expand("a/./b", "/x")
      "/x/a/b"
  """
  def expand(path, relative_to), do: path |> at_home() |> absname(expand(relative_to)) |> resolve()

  defp at_home(path) do
    case text(path) do
      "~" -> System.user_home!()
      "~/" <> rest -> System.user_home!() <> "/" <> rest
      other -> other
    end
  end

  defp resolve("/" <> rest), do: "/" <> (rest |> parts() |> walk([]) |> Enum.join("/"))

  defp walk([".." | rest], done), do: walk(rest, Enum.drop(done, 1))
  defp walk(["." | rest], done), do: walk(rest, done)
  defp walk([part | rest], done), do: walk(rest, [part | done])
  defp walk([], done), do: Enum.reverse(done)

  @doc """
  `:absolute` or `:relative`.

      iex> Path.type("/a")
      :absolute
  """
  def type(name), do: if(absolute?(text(name)), do: :absolute, else: :relative)

  @doc """
  The path without its root.

      iex> Path.relative("/usr/local")
      "usr/local"
  """
  def relative(name) do
    case parts(text(name)) do
      [] -> "."
      parts -> Enum.join(parts, "/")
    end
  end

  @doc """
  The path as seen from a directory, if it lies in there; else as it is.

      iex> Path.relative_to("lib/app/x.ex", "lib")
      "app/x.ex"
      iex> Path.relative_to("/usr", "/etc")
      "/usr"
  """
  def relative_to(path, cwd, opts \\ [])

  def relative_to(path, cwd, opts) when is_list(opts) do
    {path, cwd} = {text(path), text(cwd)}

    cond do
      opts[:force] && absolute?(cwd) -> forced(split(expand(path, cwd)), split(expand(cwd)))
      absolute?(path) -> below(path, split(path), split(expand_if(cwd)))
      true -> below(path, walk_relative(split(path)), walk_relative(split(cwd)))
    end
  end

  defp expand_if(cwd), do: if(absolute?(cwd), do: resolve(tidy(cwd)), else: cwd)

  defp walk_relative(parts), do: Enum.reject(parts, &(&1 == "."))

  defp below(path, parts, base) do
    case strip(parts, base) do
      {:ok, []} -> "."
      {:ok, rest} -> join(rest)
      :error -> path |> split() |> joined_or_dot()
    end
  end

  defp joined_or_dot([]), do: "."
  defp joined_or_dot(parts), do: join(parts)

  defp strip(rest, []), do: {:ok, rest}
  defp strip([part | rest], [part | base]), do: strip(rest, base)
  defp strip(_rest, _base), do: :error

  defp forced([part | path], [part | base]), do: forced(path, base)
  defp forced([], []), do: "."
  defp forced(path, base), do: join(List.duplicate("..", length(base)) ++ path)

  @doc """
  The path as seen from the current directory.
  """
  def relative_to_cwd(path, opts \\ []) do
    case File.cwd() do
      {:ok, cwd} -> relative_to(path, cwd, opts)
      _ -> text(path)
    end
  end

  @doc """
  The last part of a path.

      iex> Path.basename("a/b.ex")
      "b.ex"
  """
  def basename(path), do: path |> text() |> parts() |> List.last("")

  @doc """
  The last part of a path, without an extension.

      iex> Path.basename("a/b.ex", ".ex")
      "b"
  """
  def basename(path, extension) do
    {name, extension} = {basename(path), text(extension)}
    if name != extension, do: without_end(name, extension), else: name
  end

  defp without_end(name, ending) do
    if ending != "" and String.ends_with?(name, ending),
      do: binary_part(name, 0, byte_size(name) - byte_size(ending)),
      else: name
  end

  @doc """
  The path without its last part.

      iex> Path.dirname("/foo/bar.ex")
      "/foo"
  """
  def dirname(path) do
    path = text(path)

    case {absolute?(path), path |> ending() |> Enum.drop(-1)} do
      {true, parts} -> "/" <> Enum.join(parts, "/")
      {false, []} -> "."
      {false, parts} -> Enum.join(parts, "/")
    end
  end

  # The parts of a path, with an empty one where it ends with a slash.
  defp ending(path) do
    if path != "/" and String.ends_with?(path, "/"), do: parts(path) ++ [""], else: parts(path)
  end

  @doc """
  The extension of the last part, with its dot.

      iex> Path.extname("a.tar.gz")
      ".gz"
      iex> Path.extname(".gitignore")
      ""
  """
  def extname(path) do
    case path |> basename() |> :binary.matches(".") |> List.last() do
      {at, 1} when at > 0 -> path |> basename() |> from(at)
      _ -> ""
    end
  end

  defp from(name, at), do: binary_part(name, at, byte_size(name) - at)

  @doc """
  The path without its extension.

      iex> Path.rootname("/foo/bar.ex")
      "/foo/bar"
  """
  def rootname(path) do
    path = text(path)

    case path |> basename() |> :binary.matches(".") |> List.last() do
      {at, 1} -> without_end(path, path |> basename() |> from(at))
      nil -> path
    end
  end

  @doc """
  The path without the given extension.

      iex> Path.rootname("a.ex", ".exs")
      "a.ex"
  """
  def rootname(path, extension), do: path |> text() |> without_end(text(extension))

  @doc """
  Many parts as one path.

      iex> Path.join(["a", "b", "/c"])
      "a/b/c"
  """
  def join([name1, name2 | rest]), do: join([join(name1, name2) | rest])
  def join([name]), do: tidy(text(name))

  @doc """
  Two parts as one path.

      iex> Path.join("a/", "/b")
      "a/b"
  """
  def join(left, right) do
    case {tidy(text(left)), tidy(text(right))} do
      {"", right} -> right
      {left, right} -> joined(left, String.trim_leading(right, "/"))
    end
  end

  defp joined(left, ""), do: left
  defp joined("/", right), do: "/" <> right
  defp joined(left, right), do: left <> "/" <> right

  @doc """
  The parts of a path.

      iex> Path.split("/one/two/three.md")
      ["/", "one", "two", "three.md"]
  """
  def split(path) do
    path = text(path)
    if absolute?(path), do: ["/" | parts(path)], else: parts(path)
  end

  @doc """
  The files that a pattern with `*`, `**`, `?`, `[...]` and `{a,b}` stands for, sorted. `match_dot: true` takes hidden ones too.
  """
  def wildcard(glob, opts \\ []), do: :pyex_file.wildcard(text(glob), opts[:match_dot] || false)

  @doc """
  A relative path that does not leave its directory: `{:ok, path}` without `.` and `..`, or `:error`.

      iex> Path.safe_relative("a/./b/../c")
      {:ok, "a/c"}
      iex> Path.safe_relative("../x")
      :error
  """
  def safe_relative(path, _cwd \\ nil) do
    path = text(path)
    if absolute?(path), do: :error, else: safe(parts(path), [])
  end

  @doc false
  def safe_relative_to(path, cwd), do: safe_relative(path, cwd)

  defp safe([".." | _rest], []), do: :error
  defp safe([".." | rest], [_ | done]), do: safe(rest, done)
  defp safe(["." | rest], done), do: safe(rest, done)
  defp safe([part | rest], done), do: safe(rest, [part | done])
  defp safe([], done), do: {:ok, done |> Enum.reverse() |> Enum.join("/")}

  defp text(path), do: IO.chardata_to_string(path)

  defp absolute?("/" <> _), do: true
  defp absolute?(_path), do: false

  defp parts(path), do: for(part <- :binary.split(path, "/", [:global]), part != "", do: part)

  # Slashes at the end go, but not those in the middle.
  defp tidy("/"), do: "/"

  defp tidy(path) do
    case String.trim_trailing(path, "/") do
      "" when path != "" -> "/"
      tidied -> tidied
    end
  end
end
