defmodule :io do
  # The client half of Erlang's IO protocol: `{:io_request, from, ref, request}` is answered by `{:io_reply, ref, answer}`.
  # The server halves are `:pyex_io` (the terminal), StringIO and files.
  @moduledoc """
  Input and output through device processes (as Erlang's `:io`).
  """

  @doc "Sends a request to a device and waits for its answer."
  def request(:standard_io, request), do: ask(:erlang.group_leader(), request)
  def request(pid, request) when is_pid(pid), do: ask(pid, request)

  def request(name, request) when is_atom(name) do
    case :erlang.whereis(name) do
      :undefined -> {:error, :arguments}
      pid -> ask(pid, request)
    end
  end

  def request(_other, _request), do: {:error, :arguments}

  # Code that runs inside the compiler or a printer (macros, Inspect implementations) cannot wait for the device process, so
  # what it does is done here, if it needs no waiting.
  defp ask(pid, _request) when pid == self(), do: {:error, :calling_self}

  defp ask(pid, request) do
    if :pyex_io.nested(), do: :pyex_io.at_once(pid, request), else: await(pid, request)
  end

  defp await(pid, request) do
    ref = :erlang.monitor(:process, pid)
    send(pid, {:io_request, self(), ref, request})

    receive do
      {:io_reply, ^ref, answer} ->
        :erlang.demonitor(ref, [:flush])
        answer

      {:DOWN, ^ref, _, _, _} ->
        {:error, :terminated}
    end
  end

  @doc "Writes characters."
  def put_chars(chars), do: put_chars(:standard_io, chars)

  @doc "Writes characters to a device."
  def put_chars(device, chars) do
    case request(device, {:put_chars, :unicode, chars}) do
      :ok -> :ok
      {:error, reason} -> refuse(reason, :put_chars, [device, chars])
    end
  end

  defp refuse({:no_translation, _, _}, function, args), do: :pyex_io.refuse(function, args, :no_translation, nil)
  defp refuse(:terminated, function, args), do: :pyex_io.refuse(function, args, :terminated, nil)

  defp refuse(:calling_self, function, args) do
    :pyex_io.refuse(function, args, :calling_self, {1, "the device is not allowed to be the current process"})
  end

  defp refuse(reason, function, args), do: :pyex_io.refuse(function, args, :badarg, hint(reason))

  defp hint({:put_chars, _, _}), do: {2, "not valid character data (an iodata term)"}
  defp hint(:arguments), do: {1, "the device does not exist"}
  defp hint(reason) when is_atom(reason), do: {1, "#{:pyex_file.describe(reason)} (#{reason})"}
  defp hint(_reason), do: nil

  @doc "Writes a new line."
  def nl(device \\ :standard_io), do: put_chars(device, [?\n])

  @doc "Writes a term as Erlang shows it."
  def write(term), do: write(:standard_io, term)

  @doc "Writes a term as Erlang shows it to a device."
  def write(device, term), do: put_chars(device, :io_lib.format(~c"~tw", [term]))

  @doc "Writes what a format and its arguments make; see `:io_lib.format/2`."
  def format(format), do: format(:standard_io, format, [])

  @doc "As `format/1`, with arguments, or with a device."
  def format(format, args) when is_list(args) and (is_list(format) or is_binary(format)), do: format(:standard_io, format, args)
  def format(device, format), do: format(device, format, [])

  @doc "As `format/2`, on a device."
  def format(device, format, args), do: put_chars(device, formatted(device, format, args))

  defp formatted(device, format, args) do
    :io_lib.format(format, args)
  catch
    :error, :badarg -> :pyex_io.refuse(:format, [device, format, args], :badarg, {2, "the arguments do not fit the format"})
  end

  @doc "As `format/1`."
  def fwrite(format), do: format(format)

  @doc "As `format/2`."
  def fwrite(format, args), do: format(format, args)

  @doc "As `format/3`."
  def fwrite(device, format, args), do: format(device, format, args)

  @doc "Reads a line."
  def get_line(prompt), do: get_line(:standard_io, prompt)

  @doc "Reads a line from a device."
  def get_line(device, prompt), do: request(device, {:get_line, :unicode, prompt})

  @doc "Reads some characters."
  def get_chars(prompt, count), do: get_chars(:standard_io, prompt, count)

  @doc "Reads some characters from a device."
  def get_chars(device, prompt, count), do: request(device, {:get_chars, :unicode, prompt, count})

  @doc "Reads a password: a line that is not shown."
  def get_password(device \\ :standard_io), do: request(device, {:get_password, :unicode})

  @doc "The width of a terminal: `{:ok, columns}` or `{:error, :enotsup}`."
  def columns(device \\ :standard_io), do: geometry(device, :columns)

  @doc "The height of a terminal: `{:ok, rows}` or `{:error, :enotsup}`."
  def rows(device \\ :standard_io), do: geometry(device, :rows)

  defp geometry(device, what) do
    case request(device, {:get_geometry, what}) do
      size when is_integer(size) and size > 0 -> {:ok, size}
      _ -> {:error, :enotsup}
    end
  end

  @doc "The options of a device."
  def getopts(device \\ :standard_io), do: request(device, :getopts)

  @doc "Sets options of a device."
  def setopts(options), do: setopts(:standard_io, options)

  @doc "Sets options of a device."
  def setopts(device, options), do: request(device, {:setopts, options})

  @doc "Which characters are shown in lists that may be text: all of Unicode."
  def printable_range, do: :unicode
end
