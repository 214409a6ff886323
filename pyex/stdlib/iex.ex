defmodule IEx do
  @moduledoc """
  The shell and its settings.

  `pyex` reads an expression, evaluates it in a process of its own and prints the value. What can be typed beside
  Elixir itself stands in `IEx.Helpers`; type `h()` to read it.

  ## Settings

      IEx.configure(inspect: [limit: 3])

  The settings are `:inspect` (options for `inspect/2`), `:colors` (see `configure/1`), `:width` and `:history_size`.
  """

  @prompts [:default_prompt, :alive_prompt, :continuation_prompt, :alive_continuation_prompt]
  @keys [:colors, :inspect, :history_size, :width, :parser, :dot_iex, :auto_reload] ++ @prompts

  @doc """
  Changes settings of the shell.

    * `:inspect` - options for printing values, such as `limit: 3` or `charlists: :as_lists`
    * `:width` - how wide printed values may become
    * `:history_size` - how many values `v/1` remembers (20)
    * `:colors` - a keyword list: `enabled: false` turns colours off; `eval_result`, `eval_error`, `eval_info`,
      `stack_info`, `blame_diff` are lists of ANSI sequences; `syntax_colors` is for values
    * `:default_prompt`, `:continuation_prompt` - what stands before a line: `%counter`, `%prefix` (`pyex`, or `...` within an
      expression) and `%node` are replaced; a space follows

  Keyword settings are merged into what was set before.
  """
  def configure(options) do
    Enum.each(options, &configure_one/1)
  end

  defp configure_one({key, value}) when key in [:colors, :inspect] do
    Application.put_env(:iex, key, Keyword.merge(Application.get_env(:iex, key, []), value))
  end

  defp configure_one({key, value}) when key in @prompts do
    :pyex_iex.configure(key, value)
    Application.put_env(:iex, key, value)
  end

  defp configure_one({key, value}) when key in @keys, do: Application.put_env(:iex, key, value)

  defp configure_one({key, _value}) do
    raise ArgumentError, "unknown configuration #{inspect(key)} for IEx.configure/1"
  end

  @doc "The settings that are in force, as a keyword list."
  def configuration do
    defaults = [
      colors: [],
      inspect: [pretty: true],
      history_size: 20,
      default_prompt: "%prefix(%counter)>",
      alive_prompt: "%prefix(%node)%counter>"
    ]

    Enum.reduce(@keys, defaults, fn key, settings ->
      case Application.fetch_env(:iex, key) do
        {:ok, value} -> Keyword.put(settings, key, value)
        :error -> settings
      end
    end)
  end

  @doc "Whether code runs inside a shell (and not in a script)."
  def started?, do: :pyex_iex.started()

  @doc "The width that values are printed in: that of the terminal, 80 at most unless it was configured."
  def width do
    columns = :pyex_iex.columns()
    min(Application.get_env(:iex, :width) || min(columns, 80), columns)
  end

  @doc "The options that the shell prints values with."
  def inspect_opts do
    settings = [pretty: true] |> Keyword.merge(Application.get_env(:iex, :inspect, []))
    settings = Keyword.put_new(settings, :width, width())
    if IEx.Config.colors?(), do: Keyword.put_new(settings, :syntax_colors, IEx.Config.syntax_colors()), else: settings
  end

  @doc """
  `text` in the colour of a role: `:eval_result`, `:eval_error`, `:eval_info`, `:stack_info`, `:blame_diff`...

  Without colours (no terminal, or `NO_COLOR` is set) it is the text itself.
  """
  def color(role, text) do
    case IEx.Config.color(role) do
      "" -> IO.iodata_to_binary(text)
      sequence -> sequence <> IO.iodata_to_binary(text) <> "\e[0m"
    end
  end

  @doc """
  A value that the shell does not print: what an expression answers that wants no answer shown.

      iex> IEx.dont_display_result()
  """
  def dont_display_result, do: :"do not show this result in output"
end
