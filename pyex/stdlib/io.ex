defmodule IO do
  @moduledoc """
  Reading and writing: the terminal (`:stdio`, `:stderr`) or any process that speaks Erlang's IO protocol.

  A device is `:stdio` (the group leader of the calling process), `:stderr`, a registered name or a pid, such as the one
  that `File.open/2` or `StringIO.open/1` gives.

      iex> {:ok, device} = StringIO.open("first\\nsecond\\n")
      iex> IO.gets(device, "")
      "first\\n"
      iex> IO.puts(device, "written")
      :ok
      iex> StringIO.contents(device)
      {"second\\n", "written\\n"}

  Chardata is a string, or a list of strings, code points and such lists; iodata the same with bytes.
  """

  @type device :: atom | pid
  @type nodata :: {:error, term} | :eof
  @type chardata :: String.t() | maybe_improper_list(char | chardata, String.t() | [])

  defguardp is_device(term) when is_atom(term) or is_pid(term)
  defguardp is_iodata(term) when is_list(term) or is_binary(term)

  @doc """
  Writes an item and a new line. What is not chardata is made a string by `to_string/1` first. Always `:ok`.
  """
  @spec puts(device, chardata | String.Chars.t()) :: :ok
  def puts(device \\ :stdio, item) when is_device(device) do
    :io.put_chars(device(device), [to_chardata(item), ?\n])
  end

  @doc """
  Writes an item, without a new line.
  """
  @spec write(device, chardata | String.Chars.t()) :: :ok
  def write(device \\ :stdio, chardata) when is_device(device) do
    :io.put_chars(device(device), to_chardata(chardata))
  end

  @doc """
  Writes the bytes of some iodata as they are.
  """
  @spec binwrite(device, iodata) :: :ok
  def binwrite(device \\ :stdio, iodata) when is_device(device) and is_iodata(iodata) do
    :file.write(device(device), iodata)
  end

  @doc """
  Writes `item` as `inspect/2` shows it, and returns it.

  Options are those of `inspect/2` and `:label`, a text to write before it. So a value in the middle of a pipeline can be
  looked at.

      iex> [1, 2, 3] |> IO.inspect(label: "before") |> Enum.sum()
      6
  """
  @spec inspect(item, keyword) :: item when item: var
  def inspect(item, opts \\ []), do: inspect(:stdio, item, opts)

  @doc """
  As `inspect/2`, on another device.
  """
  @spec inspect(device, item, keyword) :: item when item: var
  def inspect(device, item, opts) when is_device(device) and is_list(opts) do
    {label, opts} = Keyword.pop(opts, :label)
    shown = Kernel.inspect(item, Keyword.put(opts, :pretty, true))
    :io.put_chars(device(device), [(label && [to_chardata(label), ": "]) || [], shown, ?\n])
    item
  end

  @doc """
  Prints a warning, with a stack trace or the place that a keyword list or a `Macro.Env` tells, on standard error.
  """
  def warn(message), do: :pyex_io.warn(to_chardata(message), current_stack())

  @doc "See `warn/1`."
  def warn(message, stacktrace_info)
  def warn(message, %Macro.Env{} = env), do: :pyex_io.warn(to_chardata(message), Macro.Env.stacktrace(env))
  def warn(message, []), do: :pyex_io.warn(to_chardata(message), [])

  def warn(message, [entry | _] = stack) when is_tuple(entry) and tuple_size(entry) > 2 do
    :pyex_io.warn(to_chardata(message), stack)
  end

  def warn(message, [{_key, _value} | _] = place) do
    location = [file: place |> Keyword.get(:file, "nofile") |> to_charlist(), line: Keyword.get(place, :line, 0)]
    :pyex_io.warn(to_chardata(message), [{Keyword.get(place, :module, :elixir_compiler), :__FILE__, 1, location}])
  end

  defp current_stack do
    {:current_stacktrace, stack} = Process.info(self(), :current_stacktrace)
    Enum.drop_while(stack, fn {module, _, _, _} -> module in [IO, Process, :erlang] end)
  end

  @doc """
  Reads a line, after writing a prompt: the line with its end, `:eof`, or `{:error, reason}`.
  """
  @spec gets(device, chardata | String.Chars.t()) :: chardata | nodata
  def gets(device \\ :stdio, prompt) when is_device(device) do
    :io.get_line(device(device), to_chardata(prompt))
  end

  @doc """
  Reads `count` characters, or one.

      iex> {:ok, device} = StringIO.open("abc")
      iex> IO.getn(device, "", 2)
      "ab"
  """
  def getn(prompt, count \\ 1)

  def getn(prompt, count) when is_integer(count) and count > 0, do: getn(:stdio, prompt, count)

  def getn(device, prompt) when is_device(device), do: getn(device, prompt, 1)

  @doc """
  As `getn/2`, from a device.
  """
  def getn(device, prompt, count) when is_device(device) and is_integer(count) and count > 0 do
    :io.get_chars(device(device), to_chardata(prompt), count)
  end

  @doc """
  Reads a line (`:line`), all that is left (`:eof`), or a number of characters.

      iex> {:ok, device} = StringIO.open("a\\nb\\n")
      iex> IO.read(device, :line)
      "a\\n"
      iex> IO.read(device, :eof)
      "b\\n"
      iex> IO.read(device, :eof)
      :eof
  """
  def read(device \\ :stdio, line_or_chars)
  def read(device, :eof) when is_device(device), do: read_all(device(device), ~c"", :get_line)

  def read(device, :all) when is_device(device) do
    with :eof <- read(device, :eof), do: ""
  end

  def read(device, :line) when is_device(device), do: :io.get_line(device(device), ~c"")

  def read(device, count) when is_device(device) and is_integer(count) and count >= 0 do
    :io.get_chars(device(device), ~c"", count)
  end

  defp read_all(device, prompt, how, read \\ []) do
    case more(device, prompt, how) do
      data when is_binary(data) -> read_all(device, prompt, how, [read, data])
      :eof when read == [] -> :eof
      :eof -> IO.iodata_to_binary(read)
      error -> error
    end
  end

  defp more(device, prompt, :get_line), do: :io.get_line(device, prompt)
  defp more(device, _prompt, :file_read), do: :file.read(device, 4096) |> unwrapped()

  defp unwrapped({:ok, data}), do: data
  defp unwrapped(other), do: other

  @doc """
  As `read/2`, in bytes.
  """
  def binread(device \\ :stdio, line_or_chars)
  def binread(device, :eof) when is_device(device), do: read_all(device(device), ~c"", :file_read)

  def binread(device, :all) when is_device(device) do
    with :eof <- binread(device, :eof), do: ""
  end

  def binread(device, :line) when is_device(device), do: device(device) |> :file.read_line() |> unwrapped()

  def binread(device, count) when is_device(device) and is_integer(count) and count >= 0 do
    device(device) |> :file.read(count) |> unwrapped()
  end

  @doc """
  A stream of the lines of a device, or of pieces of so many characters; as a collectable it writes to the device.

      iex> {:ok, device} = StringIO.open("a\\nb\\n")
      iex> device |> IO.stream(:line) |> Enum.map(&String.trim/1)
      ["a", "b"]
  """
  def stream(device \\ :stdio, line_or_codepoints \\ :line)

  def stream(device, line_or_codepoints)
      when line_or_codepoints == :line or (is_integer(line_or_codepoints) and line_or_codepoints > 0) do
    IO.Stream.__build__(device(device), false, line_or_codepoints)
  end

  @doc """
  As `stream/2`, in bytes.
  """
  def binstream(device \\ :stdio, line_or_bytes \\ :line)

  def binstream(device, line_or_bytes)
      when line_or_bytes == :line or (is_integer(line_or_bytes) and line_or_bytes > 0) do
    IO.Stream.__build__(device(device), true, line_or_bytes)
  end

  @doc """
  Chardata as one string.

      iex> IO.chardata_to_string([?a, ["b"], "c"])
      "abc"
  """
  @spec chardata_to_string(chardata) :: String.t()
  def chardata_to_string(chardata)
  def chardata_to_string(string) when is_binary(string), do: string
  def chardata_to_string(list) when is_list(list), do: List.to_string(list)

  @doc """
  Iodata as one binary.

      iex> IO.iodata_to_binary(["a", [?b, ["c"]], 100])
      "abcd"
  """
  @spec iodata_to_binary(iodata) :: binary
  def iodata_to_binary(iodata), do: :erlang.iolist_to_binary(iodata)

  @doc """
  How many bytes some iodata has.

      iex> IO.iodata_length(["abc", ?d])
      4
  """
  @spec iodata_length(iodata) :: non_neg_integer
  def iodata_length(iodata), do: :erlang.iolist_size(iodata)

  @doc false
  def each_stream(device, line_or_codepoints) do
    case read(device, line_or_codepoints) do
      :eof -> {:halt, device}
      {:error, reason} -> raise IO.StreamError, reason: reason
      data -> {[data], device}
    end
  end

  @doc false
  def each_binstream(device, line_or_chars) do
    case binread(device, line_or_chars) do
      :eof -> {:halt, device}
      {:error, reason} -> raise IO.StreamError, reason: reason
      data -> {[data], device}
    end
  end

  defp device(:stdio), do: :standard_io
  defp device(:stderr), do: :standard_error
  defp device(other), do: other

  defp to_chardata(list) when is_list(list), do: list
  defp to_chardata(other), do: to_string(other)
end
