# What `defmodule` expands to. The body and the hooks run as ordinary code of the process that defines the module, so that
# it can receive, print and be preempted; everything between them is native.
defmodule :pyex_module do
  @moduledoc false

  def compile(module, block, variables, env) do
    {function, arguments} = :pyex_module.open(module, block, variables, env)

    {value, {binary, after_compile, after_verify, env}} =
      try do
        value = :erlang.apply(function, arguments)
        run_hooks(module, :pyex_module.hooks(module))
        {value, :pyex_module.close(module)}
      catch
        kind, reason ->
          :pyex_module.abort(module)
          :erlang.raise(kind, reason, __STACKTRACE__)
      end

    run_after_compile(after_compile, env, binary)
    run_after_verify(after_verify, module)
    {:module, module, binary, value}
  end

  defp run_hooks(_module, []), do: :ok

  defp run_hooks(module, [{hook, function} | hooks]) do
    run = :pyex_module.hook(module, hook, function)
    run.()
    run_hooks(module, hooks)
  end

  defp run_after_compile([], _env, _binary), do: :ok

  defp run_after_compile([{hook, function} | hooks], env, binary) do
    :erlang.apply(hook, function, [env, binary])
    run_after_compile(hooks, env, binary)
  end

  defp run_after_verify([], _module), do: :ok

  defp run_after_verify([{hook, function} | hooks], module) do
    :erlang.apply(hook, function, [module])
    run_after_verify(hooks, module)
  end
end
