# Two programs from one build: `docker build --target host .` and `docker build --target simulators .`
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Host/CampusCafe.Host -c Release -o /out/host \
 && dotnet publish src/Host/CampusCafe.Simulators -c Release -o /out/simulators

# With ICU, which SQL Server's client needs. It has no curl: health checks are made with bash.
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
WORKDIR /app
RUN mkdir /data && chown $APP_UID /data
ENV ASPNETCORE_HTTP_PORTS=

FROM runtime AS simulators
COPY --from=build /out/simulators .
USER $APP_UID
ENV Simulators__Url=http://0.0.0.0:5090 Simulators__Folder=/data
EXPOSE 5090
ENTRYPOINT ["dotnet", "CampusCafe.Simulators.dll"]

FROM runtime AS host
COPY --from=build /out/host .
USER $APP_UID
ENV Urls=http://0.0.0.0:5080 CAMPUSCAFE_DATA=/data
EXPOSE 5080
ENTRYPOINT ["dotnet", "CampusCafe.Host.dll"]
