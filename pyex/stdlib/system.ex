defmodule System do
  @moduledoc """
  The machine around the program: its clocks, environment variables, other programs, and the end of it all.

  Of the three clocks, the monotonic one never goes back and is for measuring; the system's and the operating system's tell
  the time since 1970. Units of time are `:second`, `:millisecond`, `:microsecond`, `:nanosecond`, `:native` (which is
  `:nanosecond`), or a number of parts of a second.
  """

  @type signal :: :sigabrt | :sigalrm | :sigchld | :sighup | :sigquit | :sigstop | :sigterm | :sigtstp | :sigusr1 | :sigusr2

  @type time_unit :: :second | :millisecond | :microsecond | :nanosecond | pos_integer

  @doc """
  The time of the monotonic clock.

      iex> System.monotonic_time() <= System.monotonic_time()
      true
  """
  def monotonic_time, do: :erlang.monotonic_time()

  @doc "The time of the monotonic clock in a unit."
  def monotonic_time(unit), do: :erlang.monotonic_time(normalize_time_unit(unit))

  @doc "The time since 1970 as the node knows it."
  def system_time, do: :erlang.system_time()

  @doc """
  The time since 1970 in a unit.

      iex> System.system_time(:second) > 1_600_000_000
      true
  """
  def system_time(unit), do: :erlang.system_time(normalize_time_unit(unit))

  @doc "The time since 1970 as the operating system knows it."
  def os_time, do: :os.system_time()

  @doc "The time since 1970 as the operating system knows it, in a unit."
  def os_time(unit), do: :os.system_time(normalize_time_unit(unit))

  @doc "What to add to the monotonic time to have the system time."
  def time_offset, do: :erlang.time_offset()

  @doc "What to add to the monotonic time to have the system time, in a unit."
  def time_offset(unit), do: :erlang.time_offset(normalize_time_unit(unit))

  @doc """
  A time in another unit, rounded down.

      iex> System.convert_time_unit(2, :second, :millisecond)
      2000
      iex> System.convert_time_unit(1500, :millisecond, :second)
      1
  """
  def convert_time_unit(time, from_unit, to_unit) do
    :erlang.convert_time_unit(time, normalize_time_unit(from_unit), normalize_time_unit(to_unit))
  end

  defp normalize_time_unit(unit) when unit in [:native, :second, :millisecond, :microsecond, :nanosecond], do: unit
  defp normalize_time_unit(:seconds), do: :second
  defp normalize_time_unit(:milliseconds), do: :millisecond
  defp normalize_time_unit(:microseconds), do: :microsecond
  defp normalize_time_unit(:nanoseconds), do: :nanosecond
  defp normalize_time_unit(unit) when is_integer(unit) and unit > 0, do: unit

  defp normalize_time_unit(other) do
    raise ArgumentError,
          "unsupported time unit. Expected :second, :millisecond, " <>
            ":microsecond, :nanosecond, or a positive integer, " <> "got #{inspect(other)}"
  end

  @doc """
  An integer that no other call on this node gives. Modifiers: `:positive`, `:monotonic`.

      iex> System.unique_integer() != System.unique_integer()
      true
  """
  def unique_integer(modifiers \\ []) when is_list(modifiers), do: :erlang.unique_integer(modifiers)

  @doc "The version of Elixir whose behaviour this is."
  def version, do: "1.18.4"

  @doc "The release of Erlang/OTP whose behaviour this is."
  def otp_release, do: :erlang.list_to_binary(:erlang.system_info(:otp_release))

  @doc "What `version/0` and `otp_release/0` tell, in a map."
  def build_info do
    %{
      build: "#{version()} (compiled with Erlang/OTP #{otp_release()})",
      date: "",
      otp_release: otp_release(),
      revision: "",
      version: version()
    }
  end

  @doc "`:little` or `:big`: the order of bytes in the machine's integers."
  def endianness, do: if(<<1::16-native>> == <<1, 0>>, do: :little, else: :big)

  @doc "As `endianness/0`."
  def compiled_endianness, do: endianness()

  @doc "How many schedulers there are."
  def schedulers, do: :erlang.system_info(:schedulers)

  @doc "How many schedulers work."
  def schedulers_online, do: :erlang.system_info(:schedulers_online)

  @doc "The process id that the operating system knows the node by."
  def pid, do: List.to_string(:os.getpid())

  @doc "The arguments that the program was started with."
  def argv, do: :persistent_term.get(:"$argv", nil) || :pyex_system.argv()

  @doc "Replaces what `argv/0` tells."
  def argv(args) do
    :persistent_term.put(:"$argv", args)
    :ok
  end

  @doc "All environment variables, in a map."
  def get_env do
    for entry <- :os.getenv(), into: %{} do
      [name, value] = entry |> List.to_string() |> :binary.split("=")
      {name, value}
    end
  end

  @doc """
  An environment variable, or `default`.

      iex> System.get_env("SURELY_NOT_SET", "nothing")
      "nothing"
  """
  def get_env(varname, default \\ nil) when is_binary(varname) and (is_binary(default) or is_nil(default)) do
    case :os.getenv(String.to_charlist(varname)) do
      false -> default
      value -> List.to_string(value)
    end
  end

  @doc """
  An environment variable: `{:ok, value}` or `:error`.
  """
  def fetch_env(varname) when is_binary(varname) do
    case get_env(varname) do
      nil -> :error
      value -> {:ok, value}
    end
  end

  @doc """
  An environment variable, or a `System.EnvError`.
  """
  def fetch_env!(varname) when is_binary(varname) do
    get_env(varname) || raise(System.EnvError, env: varname)
  end

  @doc "Sets environment variables; the value `nil` removes one."
  def put_env(enum) do
    Enum.each(enum, fn
      {name, nil} -> :os.unsetenv(to_charlist(name))
      {name, value} -> put_env(to_string(name), to_string(value))
    end)
  end

  @doc "Sets an environment variable."
  def put_env(varname, value) when is_binary(varname) and is_binary(value) do
    if String.contains?(varname, "=") do
      raise ArgumentError, "cannot execute System.put_env/2 for key with \"=\", got: #{inspect(varname)}"
    end

    :os.putenv(String.to_charlist(varname), String.to_charlist(value))
    :ok
  end

  @doc "Removes an environment variable."
  def delete_env(varname) do
    :os.unsetenv(String.to_charlist(varname))
    :ok
  end

  @doc "The directory of the user, or `nil`."
  def user_home, do: get_env("HOME")

  @doc "The directory of the user, or an error."
  def user_home!, do: user_home() || raise("could not find the user home, please set the HOME environment variable")

  @doc "A directory for temporary files, or `nil`."
  def tmp_dir do
    Enum.find([get_env("TMPDIR"), get_env("TEMP"), get_env("TMP"), "/tmp", "."], &(&1 && File.dir?(&1)))
  end

  @doc "A directory for temporary files, or an error."
  def tmp_dir! do
    tmp_dir() || raise("could not get a writable temporary directory, please set the TMPDIR environment variable")
  end

  @doc "The path of a program, or `nil`."
  def find_executable(program) when is_binary(program) do
    case :os.find_executable(String.to_charlist(program)) do
      false -> nil
      path -> List.to_string(path)
    end
  end

  @doc """
  Runs a program and waits for its end: `{output, exit_status}`.

  Options: `:cd`, `:env`, `:stderr_to_stdout`, `:into` (a collectable for the output), `:arg0`. The whole node waits with the
  caller, since the program runs outside of it.
  """
  def cmd(command, args, opts \\ []) when is_binary(command) and is_list(args) do
    if String.contains?(command, "\0") do
      raise ArgumentError, "cannot execute System.cmd/3 for program with null byte, got: #{inspect(command)}"
    end

    unless Enum.all?(args, &is_binary/1) do
      raise ArgumentError, "all arguments for System.cmd/3 must be binaries"
    end

    run([command | args], opts)
  end

  @doc """
  Runs a line in the shell of the operating system: `{output, exit_status}`. Options as for `cmd/3`.
  """
  def shell(command, opts \\ []) when is_binary(command), do: run(["/bin/sh", "-c", command], opts)

  defp run(words, opts) do
    env = for {name, value} <- Keyword.get(opts, :env, []), do: {to_string(name), value && to_string(value)}

    case :pyex_system.run(words, Keyword.get(opts, :cd), env, Keyword.get(opts, :stderr_to_stdout, false)) do
      {:ok, output, status} -> {into(output, Keyword.get(opts, :into, "")), status}
      {:error, reason} -> :erlang.error(reason)
    end
  end

  defp into(output, ""), do: output
  defp into(output, collectable), do: Enum.into([output], collectable)

  @doc """
  Has `fun` called with the status when the program ends.
  """
  def at_exit(fun) when is_function(fun, 1) do
    :persistent_term.put(:"$at_exit", [fun | :persistent_term.get(:"$at_exit", [])])
    :ok
  end

  @doc false
  # Called by the host before it ends the program.
  def __run_at_exit__(status) do
    hooks = :persistent_term.get(:"$at_exit", [])
    :persistent_term.put(:"$at_exit", [])
    Enum.each(hooks, & &1.(status))
  end

  @doc """
  Ends the program at once with a status: an integer, `:abort`, or a text to leave behind.
  """
  def halt(status \\ 0)
  def halt(status) when is_integer(status) or status == :abort, do: :erlang.halt(status)
  def halt(status) when is_binary(status), do: :erlang.halt(String.to_charlist(status))

  @doc """
  Ends the program in an orderly way: what was logged is printed first.
  """
  def stop(status \\ 0)
  def stop(status) when is_integer(status), do: :init.stop(status)
  def stop(status) when is_binary(status), do: :init.stop(String.to_charlist(status))

  @doc """
  Has a signal of the operating system handled by a function; that is not possible here: `{:error, :not_sup}`.
  """
  def trap_signal(signal, fun) when is_atom(signal) and is_function(fun, 0), do: {:error, :not_sup}

  @doc false
  def no_halt, do: :persistent_term.get(:"$no_halt", false)

  @doc false
  def no_halt(boolean) when is_boolean(boolean), do: :persistent_term.put(:"$no_halt", boolean)
end
