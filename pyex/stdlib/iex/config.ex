defmodule IEx.Config do
  @moduledoc false
  # The settings of the shell: what may be set, what is in force, and which ANSI sequence each role has.

  @roles [
    eval_interrupt: [:yellow],
    eval_result: [:yellow],
    eval_error: [:red],
    eval_info: [:normal],
    stack_info: [:red],
    blame_diff: [:red],
    hint: [:faint],
    ls_directory: [:blue],
    ls_device: [:green],
    doc_bold: [:bright],
    doc_code: [:cyan],
    doc_headings: [:yellow],
    doc_metadata: [:yellow],
    doc_quote: [:light_black],
    doc_inline_code: [:cyan],
    doc_table_heading: [:reverse],
    doc_title: [:reverse, :yellow],
    doc_underline: [:underline]
  ]

  @syntax_colors [
    atom: :cyan,
    binary: :default_color,
    boolean: :magenta,
    charlist: :yellow,
    list: :default_color,
    map: :default_color,
    nil: :magenta,
    number: :yellow,
    string: :green,
    tuple: :default_color,
    variable: :light_cyan,
    call: :default_color,
    operator: :default_color
  ]

  @prompts [:default_prompt, :alive_prompt, :continuation_prompt, :alive_continuation_prompt]
  @merged [:colors, :inspect]

  ## Settings

  def configure(options) do
    for {key, value} <- options, do: key |> checked(value) |> set(value)
    :ok
  end

  defp set(key, value) when key in @merged, do: put(key, Keyword.merge(get(key, []), value))

  defp set(key, value) when key in @prompts do
    :pyex_iex.configure(key, value)
    put(key, value)
  end

  defp set(:status, value), do: :pyex_screen.status(value)
  defp set(key, value) when key in [:editing_mode, :background], do: :pyex_iex.configure(key, Atom.to_string(value))
  defp set(key, value), do: put(key, value)

  # The key, if a value of this kind may be set.
  defp checked(key, value) when key in @merged and is_list(value), do: key
  defp checked(key, value) when key in @prompts and is_binary(value), do: key
  defp checked(:history_size, value) when is_integer(value), do: :history_size
  defp checked(:width, value) when is_integer(value), do: :width
  defp checked(:parser, {module, function, arguments}) when is_atom(module) and is_atom(function) and is_list(arguments), do: :parser
  defp checked(:dot_iex, value) when is_binary(value) or is_nil(value), do: :dot_iex
  defp checked(key, value) when key in [:auto_reload, :status] and is_boolean(value), do: key
  defp checked(:editing_mode, value) when value in [:emacs, :vi], do: :editing_mode
  defp checked(:background, value) when value in [:light, :dark], do: :background
  defp checked(key, value), do: raise(ArgumentError, "invalid configuration #{inspect({key, value})}")

  # What holds when nothing was set, in the order in which it is shown.
  def configuration do
    defaults = [
      history_size: 20,
      default_prompt: "%prefix(%counter)>",
      alive_prompt: "%prefix(%node)%counter>",
      inspect: [pretty: true],
      colors: []
    ]

    others = for key <- [:auto_reload, :continuation_prompt, :alive_continuation_prompt, :dot_iex, :parser, :width], set?(key), do: {key, get(key, nil)}
    Enum.map(defaults, fn {key, default} -> {key, in_force(key, default)} end) ++ others
  end

  defp set?(key), do: Application.fetch_env(:iex, key) != :error

  defp in_force(key, default) when key in @merged, do: Keyword.merge(default, get(key, []))
  defp in_force(key, default), do: get(key, default)

  def get(key, default), do: Application.get_env(:iex, key, default)
  defp put(key, value), do: Application.put_env(:iex, key, value)

  def width do
    columns = :pyex_iex.columns()
    min(get(:width, nil) || min(columns, 80), columns)
  end

  def inspect_opts do
    settings = [pretty: true] |> Keyword.merge(get(:inspect, [])) |> Keyword.put_new(:width, width())
    if colors?(), do: Keyword.put_new(settings, :syntax_colors, syntax_colors()), else: settings
  end

  ## Colours

  def colors?, do: Keyword.get_lazy(colors(), :enabled, &:pyex_iex.ansi/0)

  @doc "The sequence that begins a role's colour, `\"\"` without colours."
  def color(role) do
    if colors?(), do: colors() |> Keyword.get(role, Keyword.get(@roles, role, [])) |> sequence(), else: ""
  end

  @doc "The sequences of all roles whose names begin with `doc`, for the layout of documentation; none without colours."
  def doc_colors do
    if colors?(), do: for({role, _} <- @roles, match?("doc" <> _, Atom.to_string(role)), do: {role, color(role)}), else: []
  end

  def syntax_colors do
    case Keyword.get(colors(), :syntax_colors, @syntax_colors) do
      false -> []
      nil -> []
      chosen -> chosen ++ [reset: [:reset | List.wrap(Keyword.get(colors(), :eval_result, [:yellow]))]]
    end
  end

  defp colors, do: get(:colors, [])

  # Names of IO.ANSI, texts, or lists of both.
  defp sequence(names), do: names |> List.wrap() |> IO.ANSI.format_fragment(true) |> IO.iodata_to_binary()
end
