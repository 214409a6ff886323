defmodule IEx.Config do
  @moduledoc false
  # Colours: which ANSI sequence each role has, and whether any are used.

  @roles [
    eval_interrupt: [:yellow],
    eval_result: [:yellow],
    eval_error: [:red],
    eval_info: [:normal],
    stack_info: [:red],
    blame_diff: [:red],
    ls_directory: [:blue],
    ls_device: [:green],
    doc_title: [:reverse, :yellow],
    doc_headings: [:yellow],
    doc_code: [:cyan],
    doc_inline_code: [:cyan]
  ]

  @sequences %{
    reset: "\e[0m",
    normal: "\e[22m",
    bright: "\e[1m",
    faint: "\e[2m",
    italic: "\e[3m",
    underline: "\e[4m",
    reverse: "\e[7m",
    black: "\e[30m",
    red: "\e[31m",
    green: "\e[32m",
    yellow: "\e[33m",
    blue: "\e[34m",
    magenta: "\e[35m",
    cyan: "\e[36m",
    white: "\e[37m",
    default_color: "\e[39m",
    light_black: "\e[90m",
    light_red: "\e[91m",
    light_green: "\e[92m",
    light_yellow: "\e[93m",
    light_blue: "\e[94m",
    light_magenta: "\e[95m",
    light_cyan: "\e[96m",
    light_white: "\e[97m"
  }

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

  def colors?, do: Keyword.get_lazy(settings(), :enabled, &:pyex_iex.ansi/0)

  def color(role) do
    if colors?() do
      settings() |> Keyword.get(role, Keyword.get(@roles, role, [])) |> sequence()
    else
      ""
    end
  end

  def syntax_colors do
    colors = Keyword.get(settings(), :syntax_colors, @syntax_colors)
    if colors, do: colors ++ [reset: [:reset | List.wrap(Keyword.get(settings(), :eval_result, [:yellow]))]], else: []
  end

  defp settings, do: Application.get_env(:iex, :colors, [])

  defp sequence(names) do
    names |> List.wrap() |> Enum.map_join(fn name -> if is_atom(name), do: Map.get(@sequences, name, ""), else: name end)
  end
end
