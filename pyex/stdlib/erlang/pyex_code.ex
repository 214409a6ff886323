# Evaluation of code in the process that asks for it; the natives of the same module make the function and read its results.
defmodule :pyex_code do
  @moduledoc false

  # {value, binding, env}; `env` is a `%Macro.Env{}` or the options of `Code.env_for_eval/1`.
  def eval_quoted(quoted, binding, env) do
    eval_quoted(quoted, binding, env, false)
  end

  def eval_quoted(quoted, binding, env, prune) do
    env = :pyex_code.env_for_eval(env)
    {function, arguments, state} = :pyex_code.prepare(quoted, binding, env)
    {value, outputs} = :erlang.apply(function, arguments)
    {binding, env} = :pyex_code.finish(binding, state, outputs, prune)
    {value, binding, env}
  end

  def eval_string(text, binding, env) do
    env = :pyex_code.env_for_eval(env)
    quoted = :pyex_code.parse(text, [{:file, :maps.get(:file, env)}, {:line, :maps.get(:line, env)}])
    eval_quoted(quoted, binding, env, false)
  end

  # The modules that some code defines, as `[{module, binary}]`.
  def compile_quoted(quoted, file) do
    :pyex_module.record()

    try do
      run_file(quoted, :pyex_code.env_for_eval([{:file, file}]))
    catch
      kind, reason ->
        :pyex_module.unrecord()
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      _ -> :pyex_module.recorded()
    end
  end

  defp run_file(quoted, env) do
    {function, tracker} = :pyex_code.prepare_file(quoted, env)

    try do
      function.()
    catch
      kind, reason ->
        :pyex_code.file_failed(tracker)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      _ -> :pyex_code.file_done(tracker, env)
    end
  end

  def compile_string(text, file) do
    compile_quoted(:pyex_code.parse(text, [{:file, file}]), file)
  end
end
