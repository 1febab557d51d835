<?xml version="1.0" encoding="UTF-8"?>
<tileset version="1.8" tiledversion="1.8.2" name="ground" tilewidth="64" tileheight="56" tilecount="7" columns="0">
 <grid orientation="orthogonal" width="1" height="1"/>
 <tile id="0">
  <properties>
   <property name="terrain" value="irrigated"/>
  </properties>
  <image width="64" height="56" source="ground-irrigated.png"/>
 </tile>
 <tile id="1">
  <properties>
   <property name="terrain" value="steppe"/>
  </properties>
  <image width="64" height="56" source="ground-steppe.png"/>
 </tile>
 <tile id="2">
  <properties>
   <property name="terrain" value="hills"/>
  </properties>
  <image width="64" height="56" source="ground-hills.png"/>
 </tile>
 <tile id="3">
  <properties>
   <property name="terrain" value="broken"/>
  </properties>
  <image width="64" height="56" source="ground-broken.png"/>
 </tile>
 <tile id="4">
  <properties>
   <property name="terrain" value="tugai"/>
  </properties>
  <image width="64" height="56" source="ground-tugai.png"/>
 </tile>
 <tile id="5">
  <properties>
   <property name="terrain" value="mountain"/>
  </properties>
  <image width="64" height="56" source="ground-mountain.png"/>
 </tile>
 <tile id="6">
  <properties>
   <property name="terrain" value="high"/>
  </properties>
  <image width="64" height="56" source="ground-high.png"/>
 </tile>
</tileset>
