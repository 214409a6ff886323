"tea" <> rest = "teapot"
IO.inspect rest
<<h, t::binary>> = "hello"
IO.inspect {h, t}
case "GET /index" do
  "POST " <> path -> IO.inspect {:post, path}
  "GET " <> path -> IO.inspect {:get, path}
end
# expect: "pot"
# expect: {104, "ello"}
# expect: {:get, "/index"}
