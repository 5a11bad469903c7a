class bn0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = ["running_mean", "running_var", "num_batches_tracked", ]
  weight : Tensor
  bias : Tensor
  running_mean : Tensor
  running_var : Tensor
  num_batches_tracked : Tensor
  training : bool
class downsample_layers_0_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_0_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_0(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_0_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_0_1
class downsample_layers_1_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_1_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_1(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_1_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_1_1
class downsample_layers_2_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_2_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_2(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_2_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_2_1
class downsample_layers_3_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_3_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_3(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_3_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_3_1
class downsample_layers(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_1
  __annotations__["2"] = __torch__.otolex.downsample_layers_2
  __annotations__["3"] = __torch__.otolex.downsample_layers_3
class stages_0_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_0_0_dwconv
  norm : __torch__.otolex.stages_0_0_norm
  pwconv1 : __torch__.otolex.stages_0_0_pwconv1
  pwconv2 : __torch__.otolex.stages_0_0_pwconv2
class stages_0(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_0_0
class stages_1_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_1_0_dwconv
  norm : __torch__.otolex.stages_1_0_norm
  pwconv1 : __torch__.otolex.stages_1_0_pwconv1
  pwconv2 : __torch__.otolex.stages_1_0_pwconv2
class stages_1(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_1_0
class stages_2_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_2_0_dwconv
  norm : __torch__.otolex.stages_2_0_norm
  pwconv1 : __torch__.otolex.stages_2_0_pwconv1
  pwconv2 : __torch__.otolex.stages_2_0_pwconv2
class stages_2(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_2_0
class stages_3_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_3_0_dwconv
  norm : __torch__.otolex.stages_3_0_norm
  pwconv1 : __torch__.otolex.stages_3_0_pwconv1
  pwconv2 : __torch__.otolex.stages_3_0_pwconv2
class stages_3(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_3_0
class stages(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_0
  __annotations__["1"] = __torch__.otolex.stages_1
  __annotations__["2"] = __torch__.otolex.stages_2
  __annotations__["3"] = __torch__.otolex.stages_3
class norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class head_audioset(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class Network(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  bn0 : __torch__.otolex.bn0
  downsample_layers : __torch__.otolex.downsample_layers
  stages : __torch__.otolex.stages
  norm : __torch__.otolex.norm
  head_audioset : __torch__.otolex.head_audioset
  def forward(self: __torch__.otolex.Network,
    logmel: Tensor) -> Tuple[Tensor, Tensor]:
    training = self.training
    v0 = torch.permute(logmel, [0, 2, 3, 1])
    if training:
      t0 = torch.add_(self.bn0.num_batches_tracked, 1)
    else:
      pass
    v1 = torch.permute(torch.batch_norm(torch.permute(v0, [0, 2, 1, 3]), self.bn0.weight, self.bn0.bias, self.bn0.running_mean, self.bn0.running_var, training, 0.1, 1.0E-5, True), [0, 2, 1, 3])
    v3 = torch.permute(torch.conv2d(torch.permute(v1, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "0"), "0").weight, getattr(getattr(self.downsample_layers, "0"), "0").bias, [4, 4], [4, 0], [1, 1], 1), [0, 2, 3, 1])
    v4 = torch.layer_norm(v3, [2], getattr(getattr(self.downsample_layers, "0"), "1").weight, getattr(getattr(self.downsample_layers, "0"), "1").bias, 1.0E-6)
    v5 = torch.permute(torch.conv2d(torch.permute(v4, [0, 3, 1, 2]), getattr(getattr(self.stages, "0"), "0").dwconv.weight, getattr(getattr(self.stages, "0"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v6 = torch.layer_norm(v5, [2], getattr(getattr(self.stages, "0"), "0").norm.weight, getattr(getattr(self.stages, "0"), "0").norm.bias, 1.0E-6)
    v7 = torch.linear(v6, getattr(getattr(self.stages, "0"), "0").pwconv1.weight, getattr(getattr(self.stages, "0"), "0").pwconv1.bias)
    v8 = torch.gelu(v7)
    v9 = torch.linear(v8, getattr(getattr(self.stages, "0"), "0").pwconv2.weight, getattr(getattr(self.stages, "0"), "0").pwconv2.bias)
    v10 = torch.mul(v9, getattr(getattr(self.stages, "0"), "0").gamma)
    v12 = torch.add(v4, v10)
    v13 = torch.layer_norm(v12, [2], getattr(getattr(self.downsample_layers, "1"), "0").weight, getattr(getattr(self.downsample_layers, "1"), "0").bias, 1.0E-6)
    v14 = torch.permute(torch.conv2d(torch.permute(v13, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "1"), "1").weight, getattr(getattr(self.downsample_layers, "1"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    v15 = torch.permute(torch.conv2d(torch.permute(v14, [0, 3, 1, 2]), getattr(getattr(self.stages, "1"), "0").dwconv.weight, getattr(getattr(self.stages, "1"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v16 = torch.layer_norm(v15, [2], getattr(getattr(self.stages, "1"), "0").norm.weight, getattr(getattr(self.stages, "1"), "0").norm.bias, 1.0E-6)
    v17 = torch.linear(v16, getattr(getattr(self.stages, "1"), "0").pwconv1.weight, getattr(getattr(self.stages, "1"), "0").pwconv1.bias)
    v18 = torch.gelu(v17)
    v19 = torch.linear(v18, getattr(getattr(self.stages, "1"), "0").pwconv2.weight, getattr(getattr(self.stages, "1"), "0").pwconv2.bias)
    v20 = torch.mul(v19, getattr(getattr(self.stages, "1"), "0").gamma)
    if training:
      t1m = torch.empty([torch.size(v20, 0), 1, 1, 1], dtype=ops.prim.dtype(v20), layout=None, device=ops.prim.device(v20))
      t1 = torch.mul(v20, torch.mul(torch.bernoulli_(t1m, 0.9333333333333333), 1.0714285714285714))
    else:
      t1 = v20
    v22 = torch.add(v14, t1)
    v23 = torch.layer_norm(v22, [2], getattr(getattr(self.downsample_layers, "2"), "0").weight, getattr(getattr(self.downsample_layers, "2"), "0").bias, 1.0E-6)
    v24 = torch.permute(torch.conv2d(torch.permute(v23, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "2"), "1").weight, getattr(getattr(self.downsample_layers, "2"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    v25 = torch.permute(torch.conv2d(torch.permute(v24, [0, 3, 1, 2]), getattr(getattr(self.stages, "2"), "0").dwconv.weight, getattr(getattr(self.stages, "2"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v26 = torch.layer_norm(v25, [2], getattr(getattr(self.stages, "2"), "0").norm.weight, getattr(getattr(self.stages, "2"), "0").norm.bias, 1.0E-6)
    v27 = torch.linear(v26, getattr(getattr(self.stages, "2"), "0").pwconv1.weight, getattr(getattr(self.stages, "2"), "0").pwconv1.bias)
    v28 = torch.gelu(v27)
    v29 = torch.linear(v28, getattr(getattr(self.stages, "2"), "0").pwconv2.weight, getattr(getattr(self.stages, "2"), "0").pwconv2.bias)
    v30 = torch.mul(v29, getattr(getattr(self.stages, "2"), "0").gamma)
    if training:
      t2m = torch.empty([torch.size(v30, 0), 1, 1, 1], dtype=ops.prim.dtype(v30), layout=None, device=ops.prim.device(v30))
      t2 = torch.mul(v30, torch.mul(torch.bernoulli_(t2m, 0.8666666666666667), 1.1538461538461537))
    else:
      t2 = v30
    v32 = torch.add(v24, t2)
    v33 = torch.layer_norm(v32, [2], getattr(getattr(self.downsample_layers, "3"), "0").weight, getattr(getattr(self.downsample_layers, "3"), "0").bias, 1.0E-6)
    v34 = torch.permute(torch.conv2d(torch.permute(v33, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "3"), "1").weight, getattr(getattr(self.downsample_layers, "3"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    v35 = torch.permute(torch.conv2d(torch.permute(v34, [0, 3, 1, 2]), getattr(getattr(self.stages, "3"), "0").dwconv.weight, getattr(getattr(self.stages, "3"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 4), [0, 2, 3, 1])
    v36 = torch.layer_norm(v35, [4], getattr(getattr(self.stages, "3"), "0").norm.weight, getattr(getattr(self.stages, "3"), "0").norm.bias, 1.0E-6)
    v37 = torch.linear(v36, getattr(getattr(self.stages, "3"), "0").pwconv1.weight, getattr(getattr(self.stages, "3"), "0").pwconv1.bias)
    v38 = torch.gelu(v37)
    v39 = torch.linear(v38, getattr(getattr(self.stages, "3"), "0").pwconv2.weight, getattr(getattr(self.stages, "3"), "0").pwconv2.bias)
    v40 = torch.mul(v39, getattr(getattr(self.stages, "3"), "0").gamma)
    if training:
      t3m = torch.empty([torch.size(v40, 0), 1, 1, 1], dtype=ops.prim.dtype(v40), layout=None, device=ops.prim.device(v40))
      t3 = torch.mul(v40, torch.mul(torch.bernoulli_(t3m, 0.8), 1.25))
    else:
      t3 = v40
    v42 = torch.add(v34, t3)
    v44 = torch.mean(v42, [2])
    v45 = torch.amax(v44, [1])
    v46 = torch.mean(v44, [1])
    v47 = torch.add(v45, v46)
    v48 = torch.layer_norm(v47, [4], self.norm.weight, self.norm.bias, 1.0E-6)
    v49 = torch.linear(v48, self.head_audioset.weight, self.head_audioset.bias)
    return (v49, v48)
