defmodule File do
  @moduledoc """
  Files and directories.

  What can fail answers `{:error, reason}` with a reason such as `:enoent`; the functions with `!` raise a `File.Error` instead.

      iex> File.read("/surely/not/there")
      {:error, :enoent}
      iex> File.exists?("/surely/not/there")
      false

  An open file is a process that speaks the IO protocol, so it is read and written with `IO`.
  """

  @typedoc "Seconds since 1970."
  @type posix_time :: integer
  @type erlang_time :: {{year :: non_neg_integer, month :: 1..12, day :: 1..31}, {hour :: 0..23, minute :: 0..59, second :: 0..59}}
  @type stat_options :: [time: :local | :universal | :posix]
  @type on_conflict_callback :: (Path.t(), Path.t() -> boolean)
  @type encoding_mode ::
          :utf8
          | {:encoding, :latin1 | :unicode | :utf8 | :utf16 | :utf32 | {:utf16, :big | :little} | {:utf32, :big | :little}}
  @type stream_mode ::
          encoding_mode
          | :append
          | :compressed
          | :delayed_write
          | :trim_bom
          | {:read_ahead, pos_integer | false}
          | {:delayed_write, non_neg_integer, non_neg_integer}

  @type posix :: :file.posix()
  @type io_device :: pid
  @type mode :: :append | :compressed | :delayed_write | :exclusive | :raw | :read | :read_ahead | :sync | :write | :utf8

  @doc "Whether there is something under a path."
  def exists?(path, _opts \\ []), do: match?({:ok, _}, :pyex_file.stat(text(path), true))

  @doc "Whether there is a directory under a path."
  def dir?(path, _opts \\ []), do: type(path) == :directory

  @doc "Whether there is a plain file under a path."
  def regular?(path, _opts \\ []), do: type(path) == :regular

  defp type(path) do
    case :pyex_file.stat(text(path), true) do
      {:ok, facts} -> elem(facts, 0)
      _ -> nil
    end
  end

  @doc "The contents of a file: `{:ok, binary}` or `{:error, reason}`."
  def read(path), do: :pyex_file.read(text(path))

  @doc "The contents of a file, or an error."
  def read!(path), do: bang(read(path), "read file", path)

  @doc "Writes a file. Modes: `:append`, `:exclusive`, ..."
  def write(path, content, modes \\ []), do: :file.write_file(path, encoded(content, modes), modes)

  defp encoded(content, modes) do
    if :utf8 in modes, do: :unicode.characters_to_binary(content), else: content
  end

  @doc "Writes a file, or raises."
  def write!(path, content, modes \\ []), do: bang(write(path, content, modes), "write to file", path)

  @doc "The names in a directory: `{:ok, names}` or `{:error, reason}`."
  def ls(path \\ "."), do: :pyex_file.list(text(path))

  @doc "The names in a directory, or an error."
  def ls!(path \\ "."), do: bang(ls(path), "list directory", path)

  @doc "Makes a directory."
  def mkdir(path), do: :pyex_file.mkdir(text(path))

  @doc "Makes a directory, or raises."
  def mkdir!(path), do: bang(mkdir(path), "make directory", path)

  @doc "Makes a directory and those it lies in."
  def mkdir_p(path) do
    path |> Path.split() |> Enum.reduce_while("", &make_part/2) |> made()
  end

  defp make_part(part, above) do
    path = if above == "", do: part, else: Path.join(above, part)

    case if(dir?(path), do: :ok, else: mkdir(path)) do
      :ok -> {:cont, path}
      error -> {:halt, error}
    end
  end

  defp made({:error, _} = error), do: error
  defp made(_path), do: :ok

  @doc "Makes a directory and those it lies in, or raises."
  def mkdir_p!(path), do: bang(mkdir_p(path), "make directory (with -p)", path)

  @doc "Removes a file."
  def rm(path), do: :pyex_file.remove(text(path))

  @doc "Removes a file, or raises."
  def rm!(path), do: bang(rm(path), "remove file", path)

  @doc "Removes an empty directory."
  def rmdir(path), do: :pyex_file.rmdir(text(path))

  @doc "Removes an empty directory, or raises."
  def rmdir!(path), do: bang(rmdir(path), "remove directory", path)

  @doc "Removes a file, or a directory and all in it: `{:ok, removed}` or `{:error, reason, path}`."
  def rm_rf(path), do: remove_all(text(path), {:ok, []})

  defp remove_all(_path, {:error, _, _} = error), do: error

  defp remove_all(path, {:ok, removed}) do
    case :pyex_file.stat(path, false) do
      {:ok, facts} when elem(facts, 0) == :directory ->
        path |> ls!() |> Enum.reduce({:ok, removed}, &remove_all(Path.join(path, &1), &2)) |> removed_one(path, &rmdir/1)

      {:ok, _} ->
        removed_one({:ok, removed}, path, &rm/1)

      {:error, :enoent} ->
        {:ok, removed}

      {:error, reason} ->
        {:error, reason, path}
    end
  end

  defp removed_one({:ok, removed}, path, remove) do
    case remove.(path) do
      :ok -> {:ok, [path | removed]}
      {:error, reason} -> {:error, reason, path}
    end
  end

  defp removed_one(error, _path, _remove), do: error

  @doc "As `rm_rf/1`: the paths removed, or an error."
  def rm_rf!(path) do
    case rm_rf(path) do
      {:ok, removed} -> removed
      {:error, reason, _} -> bang({:error, reason}, "remove files and directories recursively from", path)
    end
  end

  @doc "Renames a file or directory."
  def rename(source, destination), do: :pyex_file.rename(text(source), text(destination))

  @doc "Renames a file or directory, or raises."
  def rename!(source, destination) do
    with {:error, reason} <- rename(source, destination) do
      raise File.RenameError, reason: reason, action: "rename", source: text(source), destination: text(destination)
    end
  end

  @doc "Copies a file, with its permissions: `:ok` or `{:error, reason}`."
  def cp(source, destination, _options \\ []) do
    with {:ok, _bytes} <- :pyex_file.copy(text(source), text(destination)), do: :ok
  end

  @doc "Copies a file, with its permissions, or raises."
  def cp!(source, destination, options \\ []), do: copied!(cp(source, destination, options), source, destination)

  @doc "Copies the contents of a file: `{:ok, bytes}` or `{:error, reason}`."
  def copy(source, destination, _bytes_count \\ :infinity), do: :pyex_file.copy(text(source), text(destination))

  @doc "Copies the contents of a file: the number of bytes, or an error."
  def copy!(source, destination, bytes_count \\ :infinity) do
    source |> copy(destination, bytes_count) |> copied!(source, destination)
  end

  defp copied!(:ok, _source, _destination), do: :ok
  defp copied!({:ok, bytes}, _source, _destination), do: bytes

  defp copied!({:error, reason}, source, destination) do
    raise File.CopyError, reason: reason, action: "copy", source: text(source), destination: text(destination)
  end

  @doc "Copies a file, or a directory and all in it: `{:ok, copied}` or `{:error, reason, path}`."
  def cp_r(source, destination, _options \\ []), do: copy_all(text(source), text(destination), {:ok, []})

  defp copy_all(_source, _destination, {:error, _, _} = error), do: error

  defp copy_all(source, destination, {:ok, copied}) do
    if dir?(source) do
      mkdir_p!(destination)
      copy_one = &copy_all(Path.join(source, &1), Path.join(destination, &1), &2)
      source |> ls!() |> Enum.reduce({:ok, [destination | copied]}, copy_one)
    else
      case cp(source, destination) do
        :ok -> {:ok, [destination | copied]}
        {:error, reason} -> {:error, reason, source}
      end
    end
  end

  @doc "As `cp_r/3`: the paths copied, or an error."
  def cp_r!(source, destination, options \\ []) do
    case cp_r(source, destination, options) do
      {:ok, copied} ->
        copied

      {:error, reason, path} ->
        places = [on: path, source: text(source), destination: text(destination)]
        raise File.CopyError, [reason: reason, action: "copy recursively"] ++ places
    end
  end

  @doc "Makes a second name for a file."
  def ln(existing, new), do: :pyex_file.link(text(existing), text(new))

  @doc "Makes a second name for a file, or raises."
  def ln!(existing, new), do: linked!(ln(existing, new), "create hard link", existing, new)

  @doc "Makes a symbolic link."
  def ln_s(existing, new), do: :pyex_file.symlink(text(existing), text(new))

  @doc "Makes a symbolic link, or raises."
  def ln_s!(existing, new), do: linked!(ln_s(existing, new), "create symlink", existing, new)

  defp linked!(:ok, _action, _existing, _new), do: :ok

  defp linked!({:error, reason}, action, existing, new) do
    raise File.LinkError, reason: reason, action: action, existing: text(existing), new: text(new)
  end

  @doc "Where a symbolic link leads: `{:ok, path}` or `{:error, reason}`."
  def read_link(path), do: :pyex_file.readlink(text(path))

  @doc "Where a symbolic link leads, or an error."
  def read_link!(path), do: bang(read_link(path), "read link", path)

  @doc "Sets the owner, a number."
  def chown(path, uid), do: :pyex_file.chown(text(path), uid, -1)

  @doc "Sets the owner, or raises."
  def chown!(path, uid), do: bang(chown(path, uid), "change owner for", path)

  @doc "Sets the group, a number."
  def chgrp(path, gid), do: :pyex_file.chown(text(path), -1, gid)

  @doc "Sets the group, or raises."
  def chgrp!(path, gid), do: bang(chgrp(path, gid), "change group for", path)

  @doc "Sets permissions."
  def chmod(path, mode), do: :pyex_file.chmod(text(path), mode)

  @doc "Sets permissions, or raises."
  def chmod!(path, mode), do: bang(chmod(path, mode), "change mode for", path)

  @doc "Sets the times of a file to now (or to seconds since 1970); makes it if need be."
  def touch(path, time \\ System.os_time(:second))
  def touch(path, seconds) when is_integer(seconds), do: :pyex_file.touch(text(path), seconds)

  def touch(path, {{_, _, _}, {_, _, _}} = datetime) do
    touch(path, :pyex_file.seconds(datetime))
  end

  @doc "As `touch/2`, or raises."
  def touch!(path, time \\ System.os_time(:second)), do: bang(touch(path, time), "touch", path)

  @doc "The facts about a file: `{:ok, %File.Stat{}}` or `{:error, reason}`. `time: :posix` gives times in seconds."
  def stat(path, opts \\ []), do: path |> text() |> :pyex_file.stat(true) |> facts(opts)

  @doc "The facts about a file, or an error."
  def stat!(path, opts \\ []), do: bang(stat(path, opts), "read file stats", path)

  @doc "As `stat/2`, of a symbolic link itself."
  def lstat(path, opts \\ []), do: path |> text() |> :pyex_file.stat(false) |> facts(opts)

  @doc "As `lstat/2`, or an error."
  def lstat!(path, opts \\ []), do: bang(lstat(path, opts), "read file stats", path)

  defp facts({:ok, {type, size, mode, links, inode, uid, gid, device, access, atime, mtime, ctime}}, opts) do
    time = &in_format(&1, Keyword.get(opts, :time, :universal))
    kept = %{type: type, size: size, access: access, mode: mode, links: links, inode: inode, uid: uid, gid: gid}
    times = %{atime: time.(atime), mtime: time.(mtime), ctime: time.(ctime)}
    {:ok, struct(%File.Stat{major_device: device, minor_device: 0}, Map.merge(kept, times))}
  end

  defp facts(error, _opts), do: error

  defp in_format(seconds, :posix), do: seconds
  defp in_format(seconds, kind), do: :pyex_file.datetime(seconds, kind)

  @doc "The current directory: `{:ok, path}`."
  def cwd, do: :pyex_file.cwd()

  @doc "The current directory, or an error."
  def cwd!, do: bang(cwd(), "get current working directory", "")

  @doc "Changes the current directory."
  def cd(path), do: :pyex_file.cd(text(path))

  @doc "Changes the current directory, or raises."
  def cd!(path), do: bang(cd(path), "set current working directory to", path)

  @doc "Calls a function in another directory."
  def cd!(path, function) do
    old = cwd!()
    cd!(path)

    try do
      function.()
    after
      cd!(old)
    end
  end

  @doc """
  Opens a file: `{:ok, device}`; with a function, `{:ok, result}` of calling it with the device, which is closed then.

  Modes: `:read` (the usual one), `:write`, `:append`, `:exclusive`, `:utf8`.
  """
  def open(path, modes_or_function \\ [])
  def open(path, modes) when is_list(modes), do: :file.open(path, normalized(modes))
  def open(path, function) when is_function(function, 1), do: open(path, [], function)

  @doc "As `open/2`, with modes and a function."
  def open(path, modes, function) when is_list(modes) and is_function(function, 1) do
    case open(path, modes) do
      {:ok, device} -> {:ok, and_close(device, function)}
      other -> other
    end
  end

  defp and_close(device, function) do
    function.(device)
  after
    :ok = close(device)
  end

  defp normalized(modes), do: if(:write in modes or :append in modes or :exclusive in modes, do: modes, else: [:read | modes])

  @doc "As `open/2`, or raises."
  def open!(path, modes_or_function \\ []), do: bang(open(path, modes_or_function), "open", path)

  @doc "As `open/3`, or raises."
  def open!(path, modes, function), do: bang(open(path, modes, function), "open", path)

  @doc "Closes a file."
  def close(io_device), do: :file.close(io_device)

  @doc """
  A stream of the lines of a file, or of pieces of so many bytes; as a collectable it writes the file.
  """
  def stream!(path, line_or_bytes_modes \\ [])
  def stream!(path, modes) when is_list(modes), do: stream!(path, :line, modes)
  def stream!(path, line_or_bytes), do: stream!(path, line_or_bytes, [])

  @doc "As `stream!/2`, with modes."
  def stream!(path, modes, line_or_bytes) when is_list(modes), do: stream!(path, line_or_bytes, modes)

  def stream!(path, line_or_bytes, modes) do
    File.Stream.__build__(text(path), line_or_bytes, modes)
  end

  defp bang(:ok, _action, _path), do: :ok
  defp bang({:ok, value}, _action, _path), do: value

  defp bang({:error, reason}, action, path) do
    raise File.Error, reason: reason, action: action, path: text(path)
  end

  defp text(path), do: IO.chardata_to_string(path)
end
