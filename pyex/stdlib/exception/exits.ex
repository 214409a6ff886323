# Exit reasons in words. `joint` is the line break, with its indentation, before a nested report.
defmodule Exception.Exits do
  @moduledoc false

  def format(reason, joint \\ "\n    ")

  # {reason, {module, function, arguments}} is what a call leaves when the process that it called ends.
  def format({reason, {module, function, args}}, joint)
      when is_atom(module) and is_atom(function) and is_list(args) do
    "exited in: #{Exception.format_mfa(module, function, args)}#{joint}** (EXIT) #{format_nested(reason, joint)}"
  end

  def format({:shutdown, {:failed_to_start_child, child, {:EXIT, reason}}}, joint) do
    "shutdown: failed to start child: #{inspect(child)}#{joint}** (EXIT) #{format_nested(reason, joint)}"
  end

  def format({:shutdown, {:failed_to_start_child, child, reason}}, joint) do
    "shutdown: failed to start child: #{inspect(child)}#{joint}** (EXIT) #{format_nested(reason, joint)}"
  end

  def format({:shutdown, reason}, _joint), do: "shutdown: #{inspect(reason)}"
  def format({:bad_return_value, value}, _joint), do: "bad return value: #{inspect(value)}"
  def format({:bad_call, value}, _joint), do: "bad call: #{inspect(value)}"
  def format({:bad_cast, value}, _joint), do: "bad cast: #{inspect(value)}"
  def format({:start_spec, reason}, _joint), do: "bad child specification, " <> start_spec(reason)
  def format({:supervisor_data, reason}, _joint), do: "bad supervisor configuration, " <> supervisor_data(reason)
  def format({:already_started, pid}, _joint), do: "already started: #{inspect(pid)}"
  def format({:nodedown, node}, _joint) when is_atom(node), do: "no connection to #{node}"

  def format({:bad_return, {module, :init, value}}, _joint) when is_atom(module) do
    "#{inspect(module)}.init/1 returned a bad value: #{inspect(value)}"
  end

  def format({reason, stacktrace} = whole, joint) when is_list(stacktrace) and stacktrace != [] do
    if Enum.all?(stacktrace, &entry?/1), do: raised(reason, stacktrace, joint), else: inspect(whole)
  end

  def format(:normal, _joint), do: "normal"
  def format(:shutdown, _joint), do: "shutdown"
  def format(:killed, _joint), do: "killed"
  def format(:timeout, _joint), do: "time out"
  def format(:noconnection, _joint), do: "no connection"
  def format(:calling_self, _joint), do: "process attempted to call itself"

  def format(:noproc, _joint) do
    "no process: the process is not alive or there's no process currently associated with the given name, " <>
      "possibly because its application isn't started"
  end

  def format(other, _joint), do: inspect(other)

  defp format_nested(reason, joint), do: format(reason, joint <> "    ")

  defp entry?({module, function, arity, location}) when is_atom(module) and is_atom(function) do
    (is_integer(arity) or is_list(arity)) and is_list(location)
  end

  defp entry?({fun, arity, location}), do: is_function(fun) and (is_integer(arity) or is_list(arity)) and is_list(location)
  defp entry?(_), do: false

  defp raised(reason, stacktrace, joint) do
    banner = Exception.format_banner(:error, reason, stacktrace)
    entries = Enum.map(stacktrace, &[joint, "    ", Exception.format_stacktrace_entry(&1)])
    IO.iodata_to_binary(["an exception was raised:", joint, banner | entries])
  end

  defp start_spec({:invalid_mfa, mfa}), do: "invalid mfa: #{inspect(mfa)}"
  defp start_spec({:invalid_child_spec, spec}), do: "invalid child specification: #{inspect(spec)}"

  defp start_spec({:invalid_child_type, type}) do
    "invalid child type: #{inspect(type)}. Must be :worker or :supervisor."
  end

  defp start_spec({:invalid_restart_type, restart}) do
    "invalid restart type: #{inspect(restart)}. Must be :permanent, :transient or :temporary."
  end

  defp start_spec({:invalid_shutdown, shutdown}) do
    "invalid shutdown: #{inspect(shutdown)}. Must be an integer >= 0, :infinity or :brutal_kill."
  end

  defp start_spec({:invalid_module, module}), do: "invalid module: #{inspect(module)}. Must be an atom."

  defp start_spec({:invalid_modules, modules}) do
    "invalid modules: #{inspect(modules)}. Must be a list of atoms or :dynamic."
  end

  defp start_spec({:duplicate_child_name, id}) do
    """
    more than one child specification has the id: #{inspect(id)}.
    If using maps as child specifications, make sure the :id keys are unique.
    If using a module or {module, arg} as child, use Supervisor.child_spec/2 to change the :id, for example:

        children = [
          Supervisor.child_spec({MyWorker, arg}, id: :my_worker_1),
          Supervisor.child_spec({MyWorker, arg}, id: :my_worker_2)
        ]
    """
  end

  defp start_spec(other), do: "got: #{inspect(other)}"

  defp supervisor_data({:invalid_type, type}), do: "invalid type: #{inspect(type)}"
  defp supervisor_data({:invalid_strategy, strategy}), do: "invalid strategy: #{inspect(strategy)}"
  defp supervisor_data({:invalid_intensity, intensity}), do: "invalid max_restarts (intensity): #{inspect(intensity)}"
  defp supervisor_data({:invalid_period, period}), do: "invalid max_seconds (period): #{inspect(period)}"
  defp supervisor_data({:invalid_max_children, max}), do: "invalid max_children: #{inspect(max)}"
  defp supervisor_data({:invalid_extra_arguments, extra}), do: "invalid extra_arguments: #{inspect(extra)}"
  defp supervisor_data(other), do: "got: #{inspect(other)}"
end
