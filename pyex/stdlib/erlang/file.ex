defmodule :file do
  # Files as device processes (the other half of `:io` for them), and the part of Erlang's module that Elixir's use.
  #
  # The process of an open file is linked to its owner, speaks the IO protocol, and answers `{:file_request, from, ref, request}`.
  # Its state: the file's number, the bytes read ahead, and the encoding of its characters, `:latin1` (bytes) or `:unicode`.
  @moduledoc """
  Files (as Erlang's `:file`); see `File`.
  """

  @chunk 65_536

  @doc "Opens a file: `{:ok, device}` or `{:error, reason}`."
  def open(path, modes) do
    case :pyex_file.open(text(path), modes) do
      {:ok, number} -> {:ok, device(number, modes)}
      error -> error
    end
  end

  defp device(number, modes) do
    owner = self()
    encoding = if Enum.any?(modes, &unicode?/1), do: :unicode, else: :latin1

    spawn(fn ->
      ref = Process.monitor(owner)
      serve({number, "", encoding}, ref)
    end)
  end

  defp unicode?({:encoding, encoding}), do: encoding in [:utf8, :unicode]
  defp unicode?(mode), do: mode == :utf8

  defp serve({number, _ahead, _encoding} = file, owner) do
    receive do
      {:file_request, from, ref, :close} ->
        send(from, {:file_reply, ref, :pyex_file.close(number)})

      {:file_request, from, ref, request} ->
        {reply, file} = file_request(request, file)
        send(from, {:file_reply, ref, reply})
        serve(file, owner)

      {:io_request, from, ref, request} ->
        {reply, file} = io_request(request, file)
        send(from, {:io_reply, ref, reply})
        serve(file, owner)

      {:DOWN, ^owner, _, _, _} ->
        :pyex_file.close(number)
    end
  end

  defp io_request({:put_chars, encoding, chars}, {number, _, own} = file) do
    case :unicode.characters_to_binary(chars, encoding, own) do
      bytes when is_binary(bytes) -> {:pyex_file.put(number, bytes), file}
      _ -> {{:error, {:no_translation, encoding, own}}, file}
    end
  end

  defp io_request({:get_line, encoding, _prompt}, file), do: file |> take_line() |> decoded(encoding)

  defp io_request({:get_chars, encoding, _prompt, count}, {_, _, :unicode} = file) do
    file |> take_characters(count) |> decoded(encoding)
  end

  defp io_request({:get_chars, encoding, _prompt, count}, file), do: file |> take(count) |> decoded(encoding)
  defp io_request(:getopts, {_, _, encoding} = file), do: {[binary: true, encoding: encoding], file}

  defp io_request({:setopts, options}, {number, ahead, encoding}) do
    {:ok, {number, ahead, Keyword.get(options, :encoding, encoding)}}
  end

  defp io_request(_other, file), do: {{:error, :request}, file}

  # What was read, in the encoding that the reader asked for.
  defp decoded({data, {_, _, own} = file}, encoding) when is_binary(data) and own != encoding do
    {:unicode.characters_to_binary(data, own, encoding), file}
  end

  defp decoded(other, _encoding), do: other

  defp file_request({:position, at}, {number, ahead, encoding}) do
    {offset, whence} = place(at, byte_size(ahead))
    {:pyex_file.position(number, offset, whence), {number, "", encoding}}
  end

  defp file_request(:truncate, {number, _, _} = file), do: {:pyex_file.truncate(number), file}
  defp file_request(:sync, {number, _, _} = file), do: {:pyex_file.sync(number), file}
  defp file_request(_other, file), do: {{:error, :badarg}, file}

  defp place({:bof, offset}, _ahead), do: {offset, 0}
  defp place({:cur, offset}, ahead), do: {offset - ahead, 1}
  defp place({:eof, offset}, _ahead), do: {offset, 2}
  defp place(:bof, _ahead), do: {0, 0}
  defp place(:cur, ahead), do: {-ahead, 1}
  defp place(:eof, _ahead), do: {0, 2}
  defp place(offset, _ahead), do: {offset, 0}

  defp take_line({number, ahead, encoding} = file) do
    case :binary.split(ahead, "\n") do
      [line, rest] -> {line <> "\n", {number, rest, encoding}}
      [_] -> more(file, &take_line/1)
    end
  end

  # Reads on; at the end what is left is the answer.
  defp more({number, ahead, encoding} = file, continue) do
    case :pyex_file.get(number, @chunk) do
      {:ok, data} -> continue.({number, ahead <> data, encoding})
      :eof when ahead == "" -> {:eof, file}
      :eof -> {ahead, {number, "", encoding}}
      {:error, _} = error -> {error, file}
    end
  end

  defp take({_, ahead, _} = file, count) when byte_size(ahead) < count, do: more(file, &take(&1, count))

  defp take({number, ahead, encoding}, count) do
    {binary_part(ahead, 0, count), {number, binary_part(ahead, count, byte_size(ahead) - count), encoding}}
  end

  defp take_characters({number, ahead, encoding} = file, count) do
    case ahead |> String.codepoints() |> Enum.split(count) do
      {taken, rest} when length(taken) == count and rest != [] -> {Enum.join(taken), {number, Enum.join(rest), encoding}}
      _ -> more(file, &take_characters(&1, count))
    end
  end

  defp ask(device, request) do
    ref = Process.monitor(device)
    send(device, {:file_request, self(), ref, request})

    receive do
      {:file_reply, ^ref, reply} ->
        Process.demonitor(ref, [:flush])
        reply

      {:DOWN, ^ref, _, _, _} ->
        {:error, :terminated}
    end
  end

  @doc "Closes a file."
  def close(device) when is_pid(device) do
    ask(device, :close)
    :ok
  end

  def close(_device), do: {:error, :badarg}

  @doc "Moves to a position: `{:ok, position}`."
  def position(device, position), do: ask(device, {:position, position})

  @doc "Cuts a file off where it is."
  def truncate(device), do: ask(device, :truncate)

  @doc "Waits until the disk has it all."
  def sync(device), do: ask(device, :sync)

  @doc "Writes bytes to a device."
  def write(device, bytes) do
    case :io.request(device, {:put_chars, :latin1, bytes}) do
      {:error, {:put_chars, _, _}} -> {:error, :badarg}
      other -> other
    end
  end

  @doc "Reads bytes from a device: `{:ok, bytes}` or `:eof`."
  def read(device, count), do: read_answer(:io.request(device, {:get_chars, :latin1, ~c"", count}))

  @doc "Reads a line, as bytes, from a device: `{:ok, line}` or `:eof`."
  def read_line(device), do: read_answer(:io.request(device, {:get_line, :latin1, ~c""}))

  defp read_answer(data) when is_binary(data), do: {:ok, data}
  defp read_answer(other), do: other

  @doc "The contents of a file: `{:ok, contents}` or `{:error, reason}`."
  def read_file(path), do: :pyex_file.read(text(path))

  @doc "Writes a file, with further modes such as `:append`."
  def write_file(path, contents, modes \\ []) do
    bytes = IO.iodata_to_binary(contents)

    with {:ok, number} <- :pyex_file.open(text(path), [:write | modes]) do
      result = :pyex_file.put(number, bytes)
      :pyex_file.close(number)
      result
    end
  catch
    :error, :badarg -> {:error, :badarg}
  end

  @doc "The names in a directory, as charlists."
  def list_dir(path) do
    with {:ok, names} <- :pyex_file.list(text(path)), do: {:ok, Enum.map(names, &String.to_charlist/1)}
  end

  @doc "Makes a directory."
  def make_dir(path), do: :pyex_file.mkdir(text(path))

  @doc "Removes an empty directory."
  def del_dir(path), do: :pyex_file.rmdir(text(path))

  @doc "Removes a file."
  def delete(path), do: :pyex_file.remove(text(path))

  @doc "Renames a file."
  def rename(source, destination), do: :pyex_file.rename(text(source), text(destination))

  @doc "The current directory, as a charlist."
  def get_cwd do
    with {:ok, path} <- :pyex_file.cwd(), do: {:ok, String.to_charlist(path)}
  end

  @doc "Changes the current directory."
  def set_cwd(path), do: :pyex_file.cd(text(path))

  @doc "What an error means, as a charlist."
  def format_error(reason), do: reason |> :pyex_file.describe() |> String.to_charlist()

  defp text(path), do: IO.chardata_to_string(path)
end
